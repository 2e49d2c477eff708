import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startCommand } from '../support/process.ts';

const figuresSchema = z.object({
  attempted: z.number(),
  acknowledged: z.number(),
  counted: z.number(),
  countedByHours: z.number(),
  countedByDays: z.number(),
  wrongKeys: z.number(),
  strayKeys: z.number(),
  faults: z.record(z.string(), z.number()),
});

test('npm run fault ill-treats writers, rollers, Redis and Postgres: what was acknowledged is counted, once', {
  timeout: 300_000,
}, async () => {
  const { DATABASE_URL } = process.env;
  const args = ['count', '--seconds', '8', '--rollbacks', '2'];
  const command = startCommand('fault/run.ts', args, { DATABASE_URL });
  onTestFinished(async () => await command.kill('SIGTERM'));
  await command.exit();
  const figures = figuresSchema.parse(JSON.parse(command.output().trimEnd().split('\n').at(-1) ?? ''));
  expect(figures).toMatchObject({ wrongKeys: 0, strayKeys: 0 });
  expect(figures.acknowledged).toBeGreaterThan(1_000);
  expect(figures.counted).toBeGreaterThanOrEqual(figures.acknowledged);
  expect(figures.counted).toBeLessThanOrEqual(figures.attempted);
  expect(figures.countedByHours).toBe(figures.counted);
  expect(figures.countedByDays).toBe(figures.counted);
  const { redisRolledBack = 0, writersKilled = 0, rollersKilled = 0, postgresRestarted = 0 } = figures.faults;
  expect(redisRolledBack).toBeGreaterThanOrEqual(2);
  expect(Math.min(writersKilled, rollersKilled, postgresRestarted)).toBeGreaterThanOrEqual(1);
});
