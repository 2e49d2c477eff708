import fastify from 'fastify';
import { Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { createClockCheck } from '../../src/app/clock.ts';
import { registerHealth } from '../../src/data-plane/health.ts';
import { openTestCounters } from '../support/counters.ts';

test.each([
  ['agrees with Redis', 0, 200, undefined],
  ['is a second behind', -1_000, 200, undefined],
  ['is three seconds behind', -3_000, 503, /3\.\d s behind that of Redis; let NTP set both/],
  ['is three seconds ahead', 3_000, 503, /s ahead of that of Redis/],
])('a process whose clock %s', async (_sentence, offMs, status, message) => {
  const counters = await openTestCounters();
  const { ask } = openHealth(async () => await counters.cells.timeMs(0), offMs);
  const ready = await ask('/readyz');
  expect(ready.statusCode).toBe(status);
  expect(ready.json().clock).toBe(status === 200 ? 'ok' : 'unavailable');
  if (message !== undefined) {
    expect(ready.json().problems).toEqual([
      { code: 'CLOCK_SKEWED', message: expect.stringMatching(message) },
    ]);
  }
  const [, skew] = /^keywatch_clock_skew_seconds (\S+)/m.exec((await ask('/metrics')).body) ?? [];
  expect(Number(skew)).toBeCloseTo(-offMs / 1_000, 0);
});

test('a process that cannot ask Redis for the time is not held back for its clock', async () => {
  const { ask } = openHealth(async () => await Promise.reject(new Error('Redis is away')), 0);
  expect((await ask('/readyz')).statusCode).toBe(200);
});

function openHealth(redisMs: () => Promise<number>, offMs: number) {
  const registry = new Registry();
  const server = fastify();
  onTestFinished(async () => await server.close());
  const clock = createClockCheck({ redisMs, now: () => Date.now() + offMs, registry });
  registerHealth(server, {
    checks: { clock },
    mayFail: [],
    metrics: { contentType: registry.contentType, read: async () => await registry.metrics() },
  });
  return { ask: async (url: string) => await server.inject({ url }) };
}
