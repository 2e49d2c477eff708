import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BurstState, takeFromBurst } from '../../../src/core/burst.ts';
import { createAllowList } from '../../../src/core/cidr.ts';
import { type Policy, type Replay, replayPolicy } from '../../../src/core/replay/policy-replay.ts';
import { takeFromWindow, type WindowState } from '../../../src/core/window.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Before it requests are stored by the hour, and their addresses by the day. */
const HORIZON = 20_000 * DAY;

interface Request {
  readonly at: number;
  readonly ip: string | null;
  /** Stored as `other`. */
  readonly capped: boolean;
  readonly scope: string | null;
  /** Rejected by a rule that no policy of these tests has. */
  readonly elsewhere: boolean;
}

type Verdict = 'ELSEWHERE' | 'EXPIRED' | 'ADDRESS' | 'SCOPE' | 'LIMITED' | 'VALID';

/** Decides requests one by one, as verifiers do. */
function decideAll(policy: Policy, requests: readonly Request[]): Verdict[] {
  const allows = policy.allowCidrs?.length ? createAllowList(policy.allowCidrs) : undefined;
  let window: WindowState = { index: 0, current: 0, previous: 0 };
  let burst: BurstState | undefined;
  return requests.map(({ at, ip, scope, elsewhere }) => {
    if (policy.expiresAt !== undefined && policy.expiresAt <= at) return 'EXPIRED';
    if (elsewhere) return 'ELSEWHERE';
    if (allows !== undefined && (ip === null || !allows(ip))) return 'ADDRESS';
    if (policy.scopes !== undefined && scope !== null && !policy.scopes.includes(scope)) return 'SCOPE';
    if (policy.rateLimit === undefined) return 'VALID';
    const { limit, windowSeconds, burst: size } = policy.rateLimit;
    const windowMs = windowSeconds * 1_000;
    const taken = takeFromWindow(window, limit, windowMs, 1, at);
    const inBurst = size == null ? undefined : takeFromBurst(burst, { limit, windowMs, burst: size }, 1, at);
    if (!taken.allowed || inBurst?.allowed === false) return 'LIMITED';
    window = taken.state;
    burst = inBurst?.state;
    return 'VALID';
  });
}

const RULE: Readonly<Record<keyof Policy, Verdict>> = {
  expiresAt: 'EXPIRED',
  allowCidrs: 'ADDRESS',
  scopes: 'SCOPE',
  rateLimit: 'LIMITED',
};

/** What is stored of requests that were decided so, and how many of those let through the policy rejects. */
function replayed(
  policy: Policy,
  requests: readonly Request[],
  then: Policy,
): { told: Replay; rejected: number } {
  const verdicts = decideAll(then, requests);
  const decided = requests.map((request, index) => ({ ...request, verdict: verdicts[index] ?? 'ELSEWHERE' }));
  const replacedBy = new Set(Object.keys(policy).map((name) => RULE[name as keyof Policy]));
  const allows = createAllowList(policy.allowCidrs ?? []);
  const slots = group(decided, HOUR).map(({ from, to, entries }) => ({
    from,
    to,
    requests: entries.length,
    letThrough: entries.filter(({ verdict }) => verdict === 'VALID').length,
    replaced: entries.filter(({ verdict }) => replacedBy.has(verdict)).length,
  }));
  const addresses = group(decided, DAY).map(({ from, to, entries }) => ({
    from,
    to,
    allowed: entries.filter(({ ip, capped }) => ip !== null && !capped && allows(ip)).length,
    unknown: entries.filter(({ ip, capped }) => ip !== null && capped).length,
  }));
  const told = replayPolicy(policy, {
    slots,
    addresses,
    scopes: then.scopes ?? ['*'],
    scopesChanged: false,
    costsMore: false,
  });
  // What other rules rejected stays rejected, and what rules rejected that the policy replaces is decided anew.
  const again = decided.filter(({ verdict }) => verdict === 'VALID' || replacedBy.has(verdict));
  const now = decideAll(policy, again);
  const rejected = again.filter(({ verdict }, index) => verdict === 'VALID' && now[index] !== 'VALID').length;
  return { told, rejected };
}

function group<Entry extends { readonly at: number }>(entries: readonly Entry[], coarse: number) {
  const spanOf = (at: number) => (at < HORIZON ? coarse : MINUTE);
  const byStart = Map.groupBy(entries, ({ at }) => Math.floor(at / spanOf(at)) * spanOf(at));
  return [...byStart].map(([from, of]) => ({ from, to: from + spanOf(from), entries: of }));
}

const from = HORIZON - 3 * HOUR;
const addressOf = fc.constantFrom(
  '203.0.113.1',
  '203.0.113.2',
  '198.51.100.7',
  '2001:db8::1',
  'nonsense',
  null,
);
const trace = fc
  .array(
    fc.record({
      // Some come at once, some far apart, and some at the edges of windows.
      wait: fc.oneof(fc.constantFrom(0, 1, 59_999, MINUTE, HOUR), fc.nat(400), fc.nat(20_000), fc.nat(HOUR)),
      ip: addressOf,
      capped: fc.boolean().map((no) => !no),
      scope: fc.constantFrom(null, 'crm:read', 'crm:write'),
      elsewhere: fc.nat(5).map((n) => n === 0),
    }),
    { maxLength: 120 },
  )
  .map((steps) => {
    let at = from;
    return steps.map(({ wait, ...request }): Request => {
      at += wait;
      return { at, ...request };
    });
  });
const limits = fc
  .record({
    limit: fc.integer({ min: 1, max: 20 }),
    windowSeconds: fc.constantFrom(1, 10, 45, 60, 90, 120, 3_600, 5_000, 86_400),
    burst: fc.option(fc.integer({ min: 1, max: 20 })),
  })
  .map(({ burst, ...limit }) => ({ ...limit, burst: burst === null ? null : Math.min(burst, limit.limit) }));
const policies = fc.record(
  {
    rateLimit: limits,
    allowCidrs: fc.constantFrom<string[][]>([], ['203.0.113.0/24'], ['203.0.113.1/32', '2001:db8::/32']),
    scopes: fc.constantFrom<string[][]>([], ['crm:read'], ['crm:read', 'crm:write']),
    expiresAt: fc.integer({ min: from, max: HORIZON + 3 * HOUR }),
  },
  { requiredKeys: [] },
);

/** A minute of one key. */
const slot = { from: HORIZON, to: HORIZON + MINUTE, requests: 10, letThrough: 10, replaced: 0 };

describe('the replay of a policy', () => {
  it('bounds what the policy would really have rejected, whatever requests came', () => {
    fc.assert(
      fc.property(trace, policies, policies, (requests, then, policy) => {
        const { told, rejected } = replayed(policy, requests, then);
        expect(told.rejected.atLeast).toBeLessThanOrEqual(rejected);
        expect(told.rejected.atMost).toBeGreaterThanOrEqual(rejected);
        expect(told.rejected.atMost).toBeLessThanOrEqual(told.letThrough);
        expect(told.why.length === 0).toBe(told.rejected.atLeast === told.rejected.atMost);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is exact about an expiry at a full hour', () => {
    const hours = fc.integer({ min: -3, max: 3 }).map((hour) => ({ expiresAt: HORIZON + hour * HOUR }));
    fc.assert(
      fc.property(trace, hours, (requests, policy) => {
        const { told, rejected } = replayed(policy, requests, {});
        expect(told).toMatchObject({ rejected: { atLeast: rejected, atMost: rejected }, why: [] });
      }),
    );
  });

  it('is exact about addresses where all were stored and nothing was rejected then', () => {
    const lists = fc.constantFrom(['203.0.113.0/24'], ['2001:db8::/32', '198.51.100.7/32']);
    fc.assert(
      fc.property(trace, lists, (requests, allowCidrs) => {
        const stored = requests.map((request) => ({ ...request, capped: false, elsewhere: false }));
        const { told, rejected } = replayed({ allowCidrs }, stored, {});
        expect(told).toMatchObject({ rejected: { atLeast: rejected, atMost: rejected }, why: [] });
      }),
    );
  });

  it('is exact about a limit per minute with a quiet minute before each busy one', () => {
    const bursts = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });
    const limited = fc
      .integer({ min: 1, max: 20 })
      .map((limit) => ({ rateLimit: { limit, windowSeconds: 60 } }));
    fc.assert(
      fc.property(bursts, limited, (counts, policy) => {
        const requests = counts.flatMap((count, index) =>
          Array.from({ length: count }, (_, n): Request => {
            const at = HORIZON + 2 * index * MINUTE + 7 * n;
            return { at, ip: null, capped: false, scope: null, elsewhere: false };
          }),
        );
        const { told, rejected } = replayed(policy, requests, {});
        expect(told).toMatchObject({ rejected: { atLeast: rejected, atMost: rejected }, why: [] });
      }),
    );
  });

  it.each([
    ['ORDER_NOT_STORED', { rateLimit: { limit: 5, windowSeconds: 10 } }],
    ['SCOPES_NOT_STORED', { scopes: ['crm:read'] }],
    ['ADDRESSES_NOT_STORED', { allowCidrs: ['203.0.113.1/32'] }],
    ['ORDER_NOT_STORED', { expiresAt: HORIZON + 30_000 }],
  ] as const)('says %s where that keeps it from being exact', (why, policy) => {
    const requests = Array.from({ length: 40 }, (_, n): Request => {
      return { at: HORIZON + n * 1_000, ip: '203.0.113.1', capped: n > 30, scope: null, elsewhere: false };
    });
    const { told } = replayed(policy, requests, {
      scopes: ['crm:read', 'crm:write'],
    });
    expect(told.why).toEqual([why]);
  });

  it('says of a list of scopes that holds all the present ones that it rejects nothing', () => {
    const traffic = {
      slots: [slot],
      addresses: [],
      scopes: ['crm:read'],
      scopesChanged: false,
      costsMore: false,
    };
    const nothing = { rejected: { atLeast: 0, atMost: 0 }, why: [] };
    expect(replayPolicy({ scopes: ['crm:read', 'crm:write'] }, traffic)).toMatchObject(nothing);
    expect(replayPolicy({ scopes: ['mcp:full'] }, { ...traffic, scopesChanged: true })).toMatchObject(
      nothing,
    );
    expect(replayPolicy({ scopes: ['crm:read'] }, { ...traffic, scopesChanged: true })).toMatchObject({
      rejected: { atLeast: 0, atMost: 10 },
      why: ['SCOPES_NOT_STORED'],
    });
  });

  it('does not know what a limit does to requests of different costs', () => {
    const traffic = { slots: [slot], addresses: [], scopes: [], scopesChanged: false, costsMore: true };
    expect(replayPolicy({ rateLimit: { limit: 4, windowSeconds: 60 } }, traffic)).toMatchObject({
      rejected: { atLeast: 6, atMost: 10 },
      why: ['COSTS_NOT_STORED'],
    });
  });
});
