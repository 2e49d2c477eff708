import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  QUOTA_REFILLS,
  type Quota,
  type QuotaState,
  quotaPeriod,
  takeFromQuota,
} from '../../src/core/quota.ts';
import type { DecideOutcome } from '../../src/counters/decide-entry.ts';
import { createRedisKeys } from '../../src/counters/redis-keys.ts';
import { entryOf, openTestCounters, readCounts, redisUrl } from '../support/counters.ts';

const MONTHLY: Quota = { limit: 10, refill: 'MONTHLY' };
const NEVER: Quota = { limit: 1, refill: 'NEVER' };

/** What the usage tables would tell of the period of `nowMs`. */
function usedOf({ refill }: Quota, used: number, nowMs = Date.now()): QuotaState {
  return { refill, from: quotaPeriod(refill, nowMs).from, used };
}

/** Counters with a key that they know, and Redis beside them. */
async function openKey(options: Parameters<typeof openTestCounters>[0] = {}) {
  const counters = await openTestCounters(options);
  const keyId = randomUUID();
  await counters.versions.raise([keyId], async () => new Map([[keyId, 1]]));
  const redis = new Redis(redisUrl(), { commandTimeout: 5_000 });
  onTestFinished(() => redis.disconnect());
  const name = createRedisKeys(counters.prefix, 1).state(0, keyId);
  return { ...counters, keyId, redis, name };
}

function codeOf(outcome: DecideOutcome): string {
  return outcome.stale ? (outcome.quotaUnknown ? 'QUOTA_UNKNOWN' : 'STALE') : outcome.code;
}

describe('a quota in Redis', () => {
  it('is taken from exactly as core/quota.ts says', async () => {
    let nowMs = 0;
    const { decider, versions } = await openTestCounters({ now: () => nowMs });
    const request = fc.record({
      stepMs: fc.oneof(
        fc.integer({ min: -50_000, max: 50_000 }),
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
      ),
      cost: fc.integer({ min: 1, max: 4 }),
      refill: fc.constantFrom(...QUOTA_REFILLS),
      quotaUsed: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined, freq: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { maxLength: 25 }),
        fc.integer({ min: 1, max: 12 }),
        async (steps, limit) => {
          const keyId = randomUUID();
          await versions.raise([keyId], async () => new Map([[keyId, 1]]));
          let state: QuotaState | undefined;
          nowMs = Date.UTC(2026, 10, 30, 23, 59, 40);
          for (const { stepMs, cost, refill, quotaUsed } of steps) {
            nowMs += stepMs;
            const quota = { limit, refill };
            const expected = takeFromQuota(state, quota, cost, { nowMs, usedAtLeast: quotaUsed });
            if (expected !== undefined) state = expected.state;
            const told = quotaUsed === undefined ? undefined : usedOf(quota, quotaUsed, nowMs);
            const outcome = await decider.decide(entryOf({ keyId, cost, quota, quotaUsed: told }));
            const allowed = expected?.allowed ? 'VALID' : 'QUOTA_EXCEEDED';
            expect(codeOf(outcome)).toBe(expected === undefined ? 'QUOTA_UNKNOWN' : allowed);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('that is not known lets nothing through and counts nothing, until it is told what was used', async () => {
    const { decider, cells, keyId } = await openKey();
    const entry = entryOf({ keyId, quota: MONTHLY });
    expect(await decider.decide(entry)).toEqual({ stale: true, quotaUnknown: true });
    expect(await readCounts({ cells })).toEqual(new Map());
    const told = await decider.decide({ ...entry, quotaUsed: usedOf(MONTHLY, 9) });
    expect(told).toMatchObject({ code: 'VALID', quota: { limit: 10, remaining: 0 } });
    expect(codeOf(await decider.decide(entry))).toBe('QUOTA_EXCEEDED');
  });

  it('is not told by what was used in another period', async () => {
    const { decider, keyId } = await openKey();
    const old = usedOf(MONTHLY, 10, Date.now() - 40 * 86_400_000);
    const outcome = await decider.decide(entryOf({ keyId, quota: MONTHLY, quotaUsed: old }));
    expect(codeOf(outcome)).toBe('QUOTA_UNKNOWN');
  });

  it('remembers what it was told also where that exceeds it', async () => {
    const { decider, keyId } = await openKey();
    const entry = entryOf({ keyId, quota: MONTHLY });
    expect(codeOf(await decider.decide({ ...entry, quotaUsed: usedOf(MONTHLY, 10) }))).toBe('QUOTA_EXCEEDED');
    expect(codeOf(await decider.decide(entry))).toBe('QUOTA_EXCEEDED');
  });

  it('is shared by processes, and never let more through than it holds', async () => {
    const prefix = `test-${randomUUID()}`;
    const one = await openKey({ prefix });
    const two = await openTestCounters({ prefix });
    const entry = entryOf({ keyId: one.keyId, quota: MONTHLY, quotaUsed: usedOf(MONTHLY, 3) });
    const codes = await Promise.all(
      Array.from({ length: 40 }, async (_, at) =>
        codeOf(await (at % 2 === 0 ? one : two).decider.decide(entry)),
      ),
    );
    expect(codes.filter((code) => code === 'VALID')).toHaveLength(7);
    expect(codes.filter((code) => code === 'QUOTA_EXCEEDED')).toHaveLength(33);
  });

  it('counts the units taken, of valid requests only', async () => {
    const { decider, cells, keyId } = await openKey();
    const entry = entryOf({ keyId, quota: MONTHLY, quotaUsed: usedOf(MONTHLY, 0), cost: 4 });
    for (const code of ['VALID', 'VALID', 'QUOTA_EXCEEDED']) {
      expect(codeOf(await decider.decide(entry))).toBe(code);
    }
    await decider.decide({ ...entry, code: 'EXPIRED' });
    const byMeasure = [...(await readCounts({ cells }))].map(([name, value]) => [name.split('|')[4], value]);
    expect(Object.fromEntries(byMeasure)).toEqual({ 0: 2, 5: 1, 12: 1, 35: 8 });
  });

  it('gives nothing to a request that another limit refuses', async () => {
    const { decider, keyId } = await openKey();
    const entry = entryOf({
      keyId,
      quota: MONTHLY,
      quotaUsed: usedOf(MONTHLY, 0),
      rateLimit: { limit: 2, windowSeconds: 3_600 },
    });
    const codes = [];
    for (let asked = 0; asked < 4; asked++) codes.push(codeOf(await decider.decide(entry)));
    expect(codes).toEqual(['VALID', 'VALID', 'RATE_LIMITED', 'RATE_LIMITED']);
    const more = await decider.decide({ ...entry, rateLimit: { limit: 100, windowSeconds: 3_600 } });
    expect(more).toMatchObject({ code: 'VALID', quota: { remaining: 7 } });
  });

  it('that a failover set back is lifted to what the process saw', async () => {
    const { decider, keyId, redis, name } = await openKey();
    const entry = entryOf({ keyId, quota: MONTHLY });
    await decider.decide({ ...entry, quotaUsed: usedOf(MONTHLY, 0), cost: 6 });
    const used = Buffer.alloc(8);
    used.writeDoubleLE(2);
    await redis.setrange(name, 7 * 8, used);
    expect(await decider.decide(entry)).toMatchObject({ code: 'VALID', quota: { remaining: 3 } });
  });

  it('costs a key that has none no number and no cell', async () => {
    const { decider, cells, keyId, redis, name } = await openKey();
    await decider.decide(entryOf({ keyId }));
    expect(await redis.strlen(name)).toBe(5 * 8);
    expect((await readCounts({ cells })).size).toBe(1);
  });
});

describe('leases in Redis', () => {
  it('are taken up to the limit, end by themselves, and are given back once', async () => {
    let nowMs = 1_000_000_000;
    const { decider, leases, keyId } = await openKey({ now: () => nowMs });
    const entry = entryOf({ keyId, leasesMax: 2 });
    const outcomes = await Promise.all([1, 2, 3].map(async () => await decider.decide(entry)));
    expect(outcomes.map(codeOf)).toEqual(['VALID', 'VALID', 'CONCURRENCY_LIMITED']);
    const [first, , third] = outcomes;
    expect(third).not.toHaveProperty('leaseId');
    const leaseId = first?.stale === false ? (first.leaseId ?? '') : '';
    expect(await leases.release(randomUUID(), leaseId)).toBe(false);
    expect(await leases.release(entry.workspaceId, leaseId)).toBe(true);
    expect(await leases.release(entry.workspaceId, leaseId)).toBe(false);
    expect(codeOf(await decider.decide(entry))).toBe('VALID');
    nowMs += 119_999;
    expect(codeOf(await decider.decide(entry))).toBe('CONCURRENCY_LIMITED');
    nowMs += 1;
    expect(codeOf(await decider.decide(entry))).toBe('VALID');
  });

  it('begin anew when they are renewed, but not once they have ended', async () => {
    let nowMs = 1_000_000_000;
    const { decider, leases, keyId } = await openKey({ now: () => nowMs });
    const entry = entryOf({ keyId, leasesMax: 1 });
    const outcome = await decider.decide(entry);
    const leaseId = outcome.stale ? '' : (outcome.leaseId ?? '');
    nowMs += 119_999;
    expect(await leases.renew(entry.workspaceId, leaseId)).toBe(true);
    nowMs += 119_999;
    expect(codeOf(await decider.decide(entry))).toBe('CONCURRENCY_LIMITED');
    nowMs += 1;
    expect(await leases.renew(entry.workspaceId, leaseId)).toBe(false);
    expect(codeOf(await decider.decide(entry))).toBe('VALID');
  });

  it('that are refused take nothing from quota and rate limit', async () => {
    const { decider, keyId } = await openKey();
    const entry = entryOf({ keyId, leasesMax: 1, quota: MONTHLY, quotaUsed: usedOf(MONTHLY, 0) });
    const codes = [];
    for (let asked = 0; asked < 3; asked++) codes.push(codeOf(await decider.decide(entry)));
    expect(codes).toEqual(['VALID', 'CONCURRENCY_LIMITED', 'CONCURRENCY_LIMITED']);
    const more = await decider.decide({ ...entry, leasesMax: null });
    expect(more).toMatchObject({ quota: { remaining: 8 }, window: { remaining: 999_998 } });
  });

  it('are refused after the quota and the rate limit', async () => {
    const { decider, keyId } = await openKey();
    const full = { leasesMax: 1, rateLimit: { limit: 1, windowSeconds: 3_600 } };
    const entry = entryOf({ keyId, ...full, quota: NEVER, quotaUsed: usedOf(NEVER, 0) });
    expect(codeOf(await decider.decide(entry))).toBe('VALID');
    expect(codeOf(await decider.decide(entry))).toBe('QUOTA_EXCEEDED');
    expect(codeOf(await decider.decide({ ...entry, quota: null }))).toBe('RATE_LIMITED');
    const wide = { limit: 9, windowSeconds: 3_600 };
    expect(codeOf(await decider.decide({ ...entry, quota: null, rateLimit: wide }))).toBe(
      'CONCURRENCY_LIMITED',
    );
  });

  it('are not wanted of a stale record', async () => {
    const { decider, keyId, redis, prefix } = await openKey();
    expect(codeOf(await decider.decide(entryOf({ keyId, version: 7, leasesMax: 2 })))).toBe('STALE');
    const { workspaceId } = entryOf({ keyId });
    expect(await redis.exists(createRedisKeys(prefix, 1).leases(0, workspaceId, keyId))).toBe(0);
  });
});
