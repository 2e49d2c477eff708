import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type BurstState, takeFromBurst, viewBurst } from '../../src/core/burst.ts';
import { entryOf, openTestCounters } from '../support/counters.ts';

describe('a burst in Redis', () => {
  it('is shared by processes, and tells what is left of it', async () => {
    const prefix = `test-${randomUUID()}`;
    const nowMs = Date.now();
    const one = await openTestCounters({ prefix, now: () => nowMs });
    const two = await openTestCounters({ prefix, now: () => nowMs });
    const keyId = randomUUID();
    await one.versions.raise([keyId], async () => new Map([[keyId, 1]]));
    const entry = entryOf({ keyId, rateLimit: { limit: 3_600, windowSeconds: 3_600, burst: 12 } });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => await (at % 2 === 0 ? one : two).decider.decide(entry)),
    );
    expect(outcomes.filter((outcome) => !outcome.stale && outcome.code === 'VALID')).toHaveLength(12);
    expect(await two.decider.decide(entry)).toMatchObject({
      code: 'RATE_LIMITED',
      window: { remaining: 3_588 },
      burst: { limit: 12, remaining: 0, retryAfterMs: 1_000, fullMs: 12_000 },
    });
  });

  it('is exact for the largest limits', async () => {
    let nowMs = Date.UTC(2026, 10, 30);
    const { decider, versions } = await openTestCounters({ now: () => nowMs });
    const keyId = randomUUID();
    await versions.raise([keyId], async () => new Map([[keyId, 1]]));
    const rateLimit = { limit: 1_000_000, windowSeconds: 86_400, burst: 300_001 };
    const limit = { ...rateLimit, windowMs: 86_400_000 };
    const entry = entryOf({ keyId, rateLimit, cost: 99_999 });
    let state: BurstState | undefined;
    for (const stepMs of [0, 1, 7, 40_000_000, 13, 0]) {
      nowMs += stepMs;
      const taken = takeFromBurst(state, limit, 99_999, nowMs);
      if (taken.allowed) state = taken.state;
      const outcome = await decider.decide(entry);
      expect(outcome).toMatchObject({ burst: viewBurst(taken.state.owed, limit) });
    }
  });
});
