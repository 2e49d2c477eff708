import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BurstState, takeFromBurst } from '../../src/core/burst.ts';
import { LEASE_TTL_MS } from '../../src/core/lease.ts';
import { type Quota, type QuotaState, quotaPeriod, takeFromQuota } from '../../src/core/quota.ts';
import { takeFromWindow, type WindowState } from '../../src/core/window.ts';
import type { DecideOutcome } from '../../src/counters/decide-entry.ts';
import { entryOf, openTestCounters } from '../support/counters.ts';

const EMPTY: WindowState = { index: 0, current: 0, previous: 0 };

/** A key's limits in memory. */
interface Limits {
  quota: QuotaState | undefined;
  window: WindowState;
  windowSeconds: number;
  burst: BurstState | undefined;
  /** When the leases that are held end. */
  leases: readonly number[];
}

interface Asked {
  readonly rateLimit: { limit: number; windowSeconds: number; burst: number | null };
  readonly quota: Quota | null;
  readonly leasesMax: number | null;
  readonly cost: number;
  readonly nowMs: number;
}

/** Decides as the script has to: in the order of the codes, and taking from all or none. */
function decideWith(limits: Limits, asked: Asked): string {
  const { quota, leasesMax, cost, nowMs, rateLimit } = asked;
  const ofQuota =
    quota === null ? undefined : takeFromQuota(limits.quota, quota, cost, { nowMs, usedAtLeast: 0 });
  if (ofQuota?.allowed === false) return 'QUOTA_EXCEEDED';
  const ofRate = takeFromRate(limits, asked);
  if (ofRate === undefined) return 'RATE_LIMITED';
  if (leasesMax !== null) {
    limits.leases = limits.leases.filter((endsAt) => endsAt > nowMs);
    if (limits.leases.length >= leasesMax) return 'CONCURRENCY_LIMITED';
    limits.leases = [...limits.leases, nowMs + LEASE_TTL_MS];
  }
  Object.assign(limits, ofRate, { windowSeconds: rateLimit.windowSeconds });
  limits.quota = ofQuota?.state ?? limits.quota;
  return 'VALID';
}

/** The states of window and burst where both have room. */
function takeFromRate(limits: Limits, { rateLimit, cost, nowMs }: Asked): Partial<Limits> | undefined {
  const { limit, windowSeconds, burst } = rateLimit;
  const windowMs = windowSeconds * 1_000;
  const before = limits.windowSeconds === windowSeconds ? limits.window : EMPTY;
  const window = takeFromWindow(before, limit, windowMs, cost, nowMs);
  if (!window.allowed) return undefined;
  if (burst === null) return { window: window.state };
  const taken = takeFromBurst(limits.burst, { limit, windowMs, burst }, cost, nowMs);
  return taken.allowed ? { window: window.state, burst: taken.state } : undefined;
}

describe('quota, window, burst and leases', () => {
  it('refuse in the order of the codes, and all are taken from or none', async () => {
    let nowMs = 0;
    const { decider, versions } = await openTestCounters({ now: () => nowMs });
    const request = fc.record({
      stepMs: fc.oneof(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: -2_000, max: 70_000 }),
        fc.constantFrom(0, LEASE_TTL_MS),
      ),
      cost: fc.integer({ min: 1, max: 3 }),
      limit: fc.constantFrom(7, 12),
      burst: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null, freq: 6 }),
      windowSeconds: fc.constantFrom(10, 10, 10, 30),
      quota: fc.option(fc.constant<Quota>({ limit: 8, refill: 'DAILY' }), { nil: null, freq: 3 }),
      leasesMax: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null, freq: 2 }),
    });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 10, maxLength: 30 }), async (steps) => {
        const keyId = randomUUID();
        await versions.raise([keyId], async () => new Map([[keyId, 1]]));
        const limits: Limits = {
          quota: undefined,
          window: EMPTY,
          windowSeconds: 0,
          burst: undefined,
          leases: [],
        };
        nowMs = Date.UTC(2026, 10, 30, 12);
        for (const { stepMs, cost, limit, burst, windowSeconds, quota, leasesMax } of steps) {
          nowMs += stepMs;
          const asked = { rateLimit: { limit, windowSeconds, burst }, quota, leasesMax, cost, nowMs };
          const quotaUsed = { refill: 'DAILY', from: quotaPeriod('DAILY', nowMs).from, used: 0 } as const;
          const code = decideWith(limits, asked);
          seen.add(code);
          expect(await decider.decide(entryOf({ keyId, ...asked, quotaUsed }))).toMatchObject({ code });
        }
      }),
      { numRuns: 100 },
    );
    expect(seen).toEqual(new Set(['VALID', 'QUOTA_EXCEEDED', 'RATE_LIMITED', 'CONCURRENCY_LIMITED']));
  });

  it('are kept for each entry of a batch as if it were alone', async () => {
    const { decider, versions } = await openTestCounters({ shards: 2 });
    const few = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined });
    const kind = fc.record({
      limit: fc.integer({ min: 1, max: 6 }),
      burst: few,
      quota: few,
      leasesMax: few,
      code: fc.constantFrom('VALID', 'VALID', 'VALID', 'EXPIRED'),
      version: fc.constantFrom(1, 1, 1, 2),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(kind, { minLength: 1, maxLength: 6 }), async (kinds) => {
        const asked = kinds.map(({ limit, burst, quota, ...fields }) =>
          entryOf({
            keyId: randomUUID(),
            ...fields,
            rateLimit: { limit, windowSeconds: 3_600, burst },
            quota: quota === undefined ? null : { limit: quota, refill: 'NEVER' },
            quotaUsed: { refill: 'NEVER', from: 0, used: 0 },
          }),
        );
        const keyIds = asked.map(({ keyId }) => keyId);
        await versions.raise(keyIds, async (ids) => new Map(ids.map((id) => [id, 1])));
        const rounds = await Promise.all(
          Array.from({ length: 8 }, async () =>
            Promise.all(asked.map(async (entry) => codeOf(await decider.decide(entry)))),
          ),
        );
        for (const [at, { code, version, ...limits }] of kinds.entries()) {
          const got = rounds.map((round) => round[at]);
          if (version !== 1) expect(new Set(got)).toEqual(new Set(['STALE']));
          else if (code !== 'VALID') expect(new Set(got)).toEqual(new Set([code]));
          else expect(got).toEqual(expectedCodes(got.length, limits));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function codeOf(outcome: DecideOutcome): string {
  return outcome.stale ? 'STALE' : outcome.code;
}

/** What so many equal requests of cost 1 in a row are answered. */
function expectedCodes(
  count: number,
  limits: Readonly<Record<'quota' | 'burst' | 'leasesMax', number | undefined>> & { readonly limit: number },
): string[] {
  const { limit, quota = 99, burst = 99, leasesMax = 99 } = limits;
  const rate = Math.min(limit, burst);
  const valid = Math.min(rate, quota, leasesMax);
  const refused =
    quota === valid ? 'QUOTA_EXCEEDED' : rate === valid ? 'RATE_LIMITED' : 'CONCURRENCY_LIMITED';
  return Array.from({ length: count }, (_, at) => (at < valid ? 'VALID' : refused));
}
