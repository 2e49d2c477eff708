import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeFromWindow, type WindowState } from '../../src/core/window.ts';
import { entryOf, forgetPrefix, openTestCounters, readCounts, sumOf } from '../support/counters.ts';

describe('deciding in Redis', () => {
  it('refuses an entry whose version Redis does not know, without any effect', async () => {
    const { decider, cells } = await openTestCounters();
    const keyId = randomUUID();
    expect(await decider.decide(entryOf({ keyId }))).toEqual({ stale: true });
    expect(await readCounts({ cells })).toEqual(new Map());
  });

  it('refuses an old version from the moment a newer one was raised', async () => {
    const { decider, versions } = await openTestCounters();
    const keyId = randomUUID();
    await versions.raise([keyId], async () => new Map([[keyId, 1]]));
    expect(await decider.decide(entryOf({ keyId, version: 1 }))).toMatchObject({ code: 'VALID' });
    await versions.raise([keyId], async () => new Map([[keyId, 2]]));
    expect(await decider.decide(entryOf({ keyId, version: 1 }))).toEqual({ stale: true });
    expect(await decider.decide(entryOf({ keyId, version: 2 }))).toMatchObject({ code: 'VALID' });
  });

  it('never lowers a version', async () => {
    const { decider, versions } = await openTestCounters();
    const keyId = randomUUID();
    await versions.raise([keyId], async () => new Map([[keyId, 2]]));
    await versions.raise([keyId], async () => new Map([[keyId, 1]]));
    expect(await decider.decide(entryOf({ keyId, version: 1 }))).toEqual({ stale: true });
  });

  it('reads versions again that were read before a flush', async () => {
    const first = await openTestCounters();
    const keyId = randomUUID();
    const committed = [1, 2];
    await first.versions.raise([keyId], async () => {
      const version = committed.shift() ?? 0;
      if (version === 1) await forgetPrefix(first.prefix);
      return new Map([[keyId, version]]);
    });
    expect(await first.decider.decide(entryOf({ keyId, version: 1 }))).toEqual({ stale: true });
    expect(await first.decider.decide(entryOf({ keyId, version: 2 }))).toMatchObject({ code: 'VALID' });
  });

  it('counts every decision before it answers, limited ones as limited', async () => {
    const { decider, versions, cells } = await openTestCounters();
    const keyId = randomUUID();
    await versions.raise([keyId], async () => new Map([[keyId, 1]]));
    const entry = entryOf({ keyId, rateLimit: { limit: 30, windowSeconds: 3_600 } });
    const outcomes = await Promise.all(Array.from({ length: 100 }, async () => await decider.decide(entry)));
    const codes = outcomes.map((outcome) => (outcome.stale ? 'STALE' : outcome.code));
    expect(codes.filter((code) => code === 'VALID')).toHaveLength(30);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(70);
    const byMeasure = [...(await readCounts({ cells }))].map(([name, value]) => [name.split('|')[4], value]);
    expect(Object.fromEntries(byMeasure)).toEqual({ 0: 30, 13: 70 });
  });

  it('shares a limit between processes', async () => {
    const prefix = `test-${randomUUID()}`;
    const one = await openTestCounters({ prefix });
    const two = await openTestCounters({ prefix });
    const keyId = randomUUID();
    await one.versions.raise([keyId], async () => new Map([[keyId, 1]]));
    const entry = entryOf({ keyId, rateLimit: { limit: 10, windowSeconds: 3_600 } });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => await (at % 2 === 0 ? one : two).decider.decide(entry)),
    );
    expect(outcomes.filter((outcome) => !outcome.stale && outcome.code === 'VALID')).toHaveLength(10);
    expect(sumOf(await readCounts(one), keyId)).toBe(40);
  });

  it('spreads keys over shards and counts them all', async () => {
    const counters = await openTestCounters({ shards: 4 });
    const keyIds = Array.from({ length: 20 }, () => randomUUID());
    await counters.versions.raise(keyIds, async (ids) => new Map(ids.map((id) => [id, 1])));
    await Promise.all(keyIds.map(async (keyId) => await counters.decider.decide(entryOf({ keyId }))));
    const counts = await readCounts(counters);
    expect(keyIds.map((keyId) => sumOf(counts, keyId))).toEqual(keyIds.map(() => 1));
  });

  it('takes from a limit exactly as core/window.ts says', async () => {
    let nowMs = 0;
    const { decider, versions } = await openTestCounters({ now: () => nowMs });
    const request = fc.record({
      stepMs: fc.integer({ min: 0, max: 20_000 }),
      cost: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { maxLength: 25 }),
        fc.integer({ min: 1, max: 12 }),
        async (steps, limit) => {
          const keyId = randomUUID();
          await versions.raise([keyId], async () => new Map([[keyId, 1]]));
          let state: WindowState = { index: 0, current: 0, previous: 0 };
          nowMs = 1_000_000_000;
          for (const { stepMs, cost } of steps) {
            nowMs += stepMs;
            const expected = takeFromWindow(state, limit, 10_000, cost, nowMs);
            state = expected.state;
            const entry = entryOf({ keyId, cost, rateLimit: { limit, windowSeconds: 10 } });
            expect(await decider.decide(entry)).toMatchObject({
              code: expected.allowed ? 'VALID' : 'RATE_LIMITED',
            });
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
