import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startCommand } from '../support/process.ts';

const figuresSchema = z.object({
  answeredShare: z.number(),
  p99Ms: z.number(),
  counted: z.number(),
  acknowledged: z.number(),
  attempted: z.number(),
  wrongKeys: z.number(),
  limitExcess: z.number(),
  limitExcessAllowed: z.number(),
  revocationsPending: z.number(),
  askedAfterAnswer: z.number(),
  acceptedAfterAnswer: z.number(),
  killed: z.number(),
  hung: z.number(),
});

test('npm run fault kills and stops Redis under load: all is answered, counted once, and no revoked key accepted', {
  timeout: 180_000,
}, async () => {
  const { DATABASE_URL } = process.env;
  const command = startCommand('fault/run.ts', ['redis-down', '--seconds', '10'], { DATABASE_URL });
  onTestFinished(async () => await command.kill('SIGTERM'));
  await command.exit();
  const figures = figuresSchema.parse(JSON.parse(command.output().trimEnd().split('\n').at(-1) ?? ''));
  // How fast it was depends on what else the machine does meanwhile.
  expect(figures).toMatchObject({ wrongKeys: 0, acceptedAfterAnswer: 0, killed: 1, hung: 2 });
  expect(figures.answeredShare).toBeGreaterThanOrEqual(0.999);
  expect(figures.acknowledged).toBeGreaterThan(1_000);
  expect(figures.counted).toBeGreaterThanOrEqual(figures.acknowledged);
  expect(figures.counted).toBeLessThanOrEqual(figures.attempted);
  expect(figures.limitExcess).toBeLessThanOrEqual(figures.limitExcessAllowed);
  expect(figures.revocationsPending).toBeGreaterThan(0);
  expect(figures.askedAfterAnswer).toBeGreaterThan(0);
});
