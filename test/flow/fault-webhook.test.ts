import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startCommand } from '../support/process.ts';

const figuresSchema = z.object({
  events: z.number(),
  delivered: z.number(),
  lost: z.number(),
  notSettled: z.number(),
  foreignIds: z.number(),
  badSignatures: z.number(),
  internalConnects: z.number(),
  workersKilled: z.number(),
  hostileUrls: z.number(),
  hostileUrlsTried: z.number(),
});

test('npm run fault kills workers amid receivers of all manners: nothing is lost, and nothing internal is reached', {
  timeout: 300_000,
}, async () => {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const command = startCommand('fault/run.ts', ['webhook', '--seconds', '2'], { DATABASE_URL, REDIS_URL });
  onTestFinished(async () => await command.kill('SIGTERM'));
  const code = await command.exit();
  expect({ code, output: command.output() }).toMatchObject({ code: 0 });
  const figures = figuresSchema.parse(JSON.parse(command.output().trimEnd().split('\n').at(-1) ?? ''));
  expect(figures).toMatchObject({
    lost: 0,
    notSettled: 0,
    foreignIds: 0,
    badSignatures: 0,
    internalConnects: 0,
  });
  expect(figures.delivered).toBe(figures.events);
  expect(figures.events).toBeGreaterThan(50);
  expect(figures.workersKilled).toBeGreaterThanOrEqual(2);
  expect(figures.hostileUrls).toBeGreaterThanOrEqual(40);
  expect(figures.hostileUrlsTried).toBe(figures.hostileUrls);
});
