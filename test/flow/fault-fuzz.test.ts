import { expect, onTestFinished, test } from 'vitest';
import { startCommand } from '../support/process.ts';

test('npm run fault -- fuzz lets no fuzzed key in and makes nothing fail', { timeout: 120_000 }, async () => {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const command = startCommand('fault/run.ts', ['fuzz', '--requests', '5000'], { DATABASE_URL, REDIS_URL });
  onTestFinished(async () => await command.kill('SIGTERM'));
  await command.exit();
  const figures: unknown = JSON.parse(command.output().trimEnd().split('\n').at(-1) ?? '');
  expect(figures).toMatchObject({
    requests: 5_000,
    failed: 0,
    letIn: 0,
    badKeys: 1_000,
    badKeySql: 0,
    badKeyRedis: 0,
  });
});
