import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CONTAINMENT_STEPS,
  type ContainmentRule,
  DEFAULT_POLICY,
  isStricter,
  outlasts,
  proposedStep,
  ruleFor,
} from '../../src/core/containment.ts';
import { containableKeys } from '../../src/core/containment-breaker.ts';
import { throttledLimit } from '../../src/core/containment-limit.ts';
import { readContainmentToken, writeContainmentToken } from '../../src/core/containment-link.ts';
import { isReadScope, onlyReads } from '../../src/core/read-scope.ts';

const RULE: ContainmentRule = {
  kinds: [],
  severity: 'WARNING',
  score: 5,
  step: 'THROTTLE',
  automatic: true,
  minutes: null,
};
const ALERT = { kind: 'spike', severity: 'CRITICAL', score: 9 } as const;

describe('a policy', () => {
  test.each<[string, Partial<ContainmentRule>[], string | undefined]>([
    ['without rules does nothing', [], undefined],
    ['answers an alert of its severity and score', [{}], 'THROTTLE'],
    ['answers an alert of exactly its score', [{ score: 9 }], 'THROTTLE'],
    ['leaves an alert of a lower score', [{ score: 9.1 }], undefined],
    ['answers only the kinds it names', [{ kinds: ['error_rate'] }], undefined],
    ['answers a kind among others', [{ kinds: ['error_rate', 'spike'] }], 'THROTTLE'],
    ['answers with the strictest of its rules', [{ step: 'SUSPEND', score: 8 }, {}], 'SUSPEND'],
    ['does by itself only what is automatic', [{ step: 'SUSPEND', automatic: false }, {}], 'THROTTLE'],
    ['may say that nothing is done', [{ step: 'NOTIFY' }], 'NOTIFY'],
  ])('%s', (_name, rules, step) => {
    const policy = { ...DEFAULT_POLICY, rules: rules.map((rule) => ({ ...RULE, ...rule })) };
    expect(ruleFor(policy, ALERT, true)?.step).toBe(step);
  });

  test('leaves an alert that is less severe', () => {
    const policy = { ...DEFAULT_POLICY, rules: [RULE] };
    expect(ruleFor(policy, { ...ALERT, severity: 'INFO' }, true)).toBeUndefined();
  });

  test('proposes to a person what a rule says, and else to suspend', () => {
    const rules = [{ ...RULE, step: 'READ_ONLY', automatic: false } as const];
    expect(proposedStep({ ...DEFAULT_POLICY, rules }, ALERT)).toBe('READ_ONLY');
    expect(proposedStep(DEFAULT_POLICY, ALERT)).toBe('SUSPEND');
    expect(proposedStep({ ...DEFAULT_POLICY, rules: [{ ...RULE, step: 'NOTIFY' }] }, ALERT)).toBe('SUSPEND');
  });

  test('has steps of which each is stricter than all before', () => {
    CONTAINMENT_STEPS.forEach((step, index) => {
      expect(isStricter(step, null)).toBe(true);
      CONTAINMENT_STEPS.forEach((other, otherIndex) =>
        expect(isStricter(step, other)).toBe(index > otherIndex),
      );
    });
  });
});

test.each([
  ['SUSPEND', null, 'SUSPEND', 30, true],
  ['SUSPEND', 31, 'SUSPEND', 30, true],
  ['SUSPEND', 30, 'SUSPEND', 30, false],
  ['SUSPEND', 30, 'SUSPEND', null, false],
  ['SUSPEND', null, 'SUSPEND', null, false],
  ['SUSPEND', 1, 'THROTTLE', null, true],
  ['THROTTLE', null, 'SUSPEND', 1, false],
] as const)('%s until %s takes the place of %s until %s: %s', (step, until, active, activeUntil, taken) => {
  const at = (minute: number | null) => (minute === null ? null : new Date(minute));
  expect(outlasts({ step, until: at(until) }, { step: active, until: at(activeUntil) })).toBe(taken);
});

test.each([
  [0, 3],
  [4, 3],
  [15, 3],
  [19, 3],
  [20, 4],
  [1_000, 200],
])('of %i active keys, policies may contain %i within an hour', (active, contained) => {
  expect(containableKeys(active)).toBe(contained);
});

describe('a throttle', () => {
  const own = { limit: 100, windowSeconds: 60, burst: 20 };
  test('leaves a share of the limit and its burst', () => {
    expect(throttledLimit(own, { percent: 10 })).toEqual({ limit: 10, windowSeconds: 60, burst: 2 });
    expect(throttledLimit({ limit: 5, windowSeconds: 1 }, { percent: 1 })).toEqual({
      limit: 1,
      windowSeconds: 1,
      burst: null,
    });
  });

  test('leaves so many requests per minute, and a stricter limit as it is', () => {
    expect(throttledLimit(own, { perMinute: 6 })).toEqual({ limit: 6, windowSeconds: 60, burst: 6 });
    const strict = { limit: 10, windowSeconds: 3_600, burst: null };
    expect(throttledLimit(strict, { perMinute: 1 })).toEqual(strict);
  });

  test('never lets more through than the limit', () => {
    const limit = fc.record({ limit: fc.nat(1_000_000), windowSeconds: fc.integer({ min: 1, max: 86_400 }) });
    const throttle = fc.oneof(
      fc.record({ percent: fc.integer({ min: 1, max: 99 }) }),
      fc.record({ perMinute: fc.integer({ min: 1, max: 1_000_000 }) }),
    );
    fc.assert(
      fc.property(limit, throttle, (given, how) => {
        const left = throttledLimit(given, how);
        expect(left.limit / left.windowSeconds).toBeLessThanOrEqual(given.limit / given.windowSeconds);
      }),
    );
  });
});

describe('a request of a key that may only read', () => {
  test.each<[string, readonly string[], readonly string[], boolean]>([
    ['is let through where its scopes read', ['crm:read', 'deals.list', 'crm/get'], [], true],
    ['is refused where one of them writes', ['crm:read', 'crm:write'], [], false],
    ['is refused where it names no scope', [], [], false],
    ['is refused for all scopes', ['*'], [], false],
    [
      'is let through for the tools that are listed',
      ['mcp:tools:call', 'crm:read'],
      ['mcp:tools:call'],
      true,
    ],
    ['is let through for the tools of a listed wildcard', ['mcp:tools:call'], ['mcp:tools:*'], true],
    ['is refused for tools, which may write', ['mcp:tools:call'], [], false],
    ['is refused for tools that a listed scope implies', ['mcp:tools:call'], ['mcp:read'], false],
    ['is refused for what only writing implies', ['crm:search'], [], false],
    ['is let through for what a reading scope of the server implies', ['crm:export'], [], true],
    ['is let through for a listed scope', ['crm:search'], ['crm:search'], true],
    ['is let through under a listed wildcard', ['crm:reports:run'], ['crm:reports:*'], true],
    ['is refused beside a listed scope', ['crm:write'], ['crm:search'], false],
  ])('%s', (_name, needed, listed, reads) => {
    expect(onlyReads(needed, listed, { 'crm:write': ['crm:search'], 'crm:read': ['crm:export'] })).toBe(
      reads,
    );
  });

  test('is told by the last word of a scope alone', () => {
    expect(['read', 'crm:read', 'a.list', 'a/b/get'].every(isReadScope)).toBe(true);
    expect(['read:all', 'crm:reader', 'crm:read_write', 'thread', ''].some(isReadScope)).toBe(false);
  });
});

describe('the token of a link', () => {
  const key = Buffer.alloc(32, 7);
  const link = {
    workspaceId: '019a0000-0000-7000-8000-000000000001',
    alertId: '019a0000-0000-7000-8000-000000000002',
    keyId: '019a0000-0000-7000-8000-000000000003',
    step: 'SUSPEND',
    expiresAt: 1_800_000_000_000,
  } as const;
  const token = writeContainmentToken(link, key);

  test('says what was written', () => {
    expect(readContainmentToken(token, key)).toEqual(link);
    expect(readContainmentToken(token, Buffer.alloc(32, 8))).toBeUndefined();
  });

  test('is void where any character is another one, also one that stands for the same bytes', () => {
    for (let index = 0; index < token.length; index += 1) {
      for (const sign of ['A', 'B', '_']) {
        if (token[index] === sign) continue;
        const changed = token.slice(0, index) + sign + token.slice(index + 1);
        expect(readContainmentToken(changed, key)).toBeUndefined();
      }
    }
    expect(readContainmentToken(`${token}=`, key)).toBeUndefined();
    expect(readContainmentToken('', key)).toBeUndefined();
  });
});
