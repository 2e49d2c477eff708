import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ceilingOf, effectiveLimit, exceedsCeiling, PLANS, type Plan } from '../../src/core/limit.ts';

type Workspace = Parameters<typeof ceilingOf>[0];

const free = on('FREE');
const standard = on('STANDARD');
const enterprise = on('ENTERPRISE');

test.each<[Workspace, object | null]>([
  [free, { value: 10, from: 'PLAN' }],
  [standard, { value: 60, from: 'PLAN' }],
  [on('PROFESSIONAL'), { value: 300, from: 'PLAN' }],
  [enterprise, null],
  [on('FREE', 1_000), { value: 1_000, from: 'WORKSPACE' }],
  [on('PROFESSIONAL', 5), { value: 5, from: 'WORKSPACE' }],
  [on('ENTERPRISE', 0), { value: 0, from: 'WORKSPACE' }],
])('the ceiling of %j is %j', (workspace, ceiling) => {
  expect(ceilingOf(workspace)).toEqual(ceiling);
});

describe('the limit of a key', () => {
  it.each<
    [string, { limit: number; windowSeconds: number } | null, number | null | undefined, Workspace, string]
  >([
    ['is its own', per(5, 1), 20, enterprise, '5 in 1 s from KEY'],
    ['is its own up to the ceiling', per(60, 60), null, standard, '60 in 60 s from KEY'],
    ['is the ceiling where its own is above', per(61, 60), null, standard, '60 in 60 s from PLAN'],
    ['is judged as a rate', per(2, 1), null, standard, '60 in 60 s from PLAN'],
    ['may be larger in a longer window', per(3_600, 3_600), null, standard, '3600 in 3600 s from KEY'],
    ['may not be larger by one', per(3_601, 3_600), null, standard, '60 in 60 s from PLAN'],
    [
      'is the workspace’s where its own is above',
      per(9, 1),
      1,
      on('FREE', 500),
      '500 in 60 s from WORKSPACE',
    ],
    ['is the server’s without one of its own', null, 50, enterprise, '50 in 60 s from SERVER'],
    ['is the server’s within the ceiling', null, 50, standard, '50 in 60 s from SERVER'],
    ['is the plan’s where the server’s is above', null, 50, free, '10 in 60 s from PLAN'],
    ['is the workspace’s without others', null, null, on('FREE', 700), '700 in 60 s from WORKSPACE'],
    ['is the plan’s without others', null, null, free, '10 in 60 s from PLAN'],
    ['is the default without any', null, undefined, enterprise, '100 in 60 s from DEFAULT'],
    ['may be none at all', per(0, 60), 50, enterprise, '0 in 60 s from KEY'],
    ['is none where the server’s is', null, 0, enterprise, '0 in 60 s from SERVER'],
  ])('%s', (_sentence, key, serverRatePerMinute, workspace, expected) => {
    const { limit, windowSeconds, from } = effectiveLimit({ key, serverRatePerMinute, workspace });
    expect(`${limit} in ${windowSeconds} s from ${from}`).toBe(expected);
  });

  it('does not need a server', () => {
    expect(effectiveLimit({ key: null, workspace: free })).toMatchObject({ ...per(10, 60), from: 'PLAN' });
  });

  it.each<[string, Parameters<typeof effectiveLimit>[0], number | null]>([
    ['is its own', { key: { ...per(50, 60), burst: 8 }, serverBurst: 3, workspace: enterprise }, 8],
    ['is none beside a limit of its own', { key: per(50, 60), serverBurst: 3, workspace: enterprise }, null],
    ['is the server’s', { key: null, serverRatePerMinute: 50, serverBurst: 3, workspace: enterprise }, 3],
    ['is none where only the plan says something', { key: null, workspace: free }, null],
    ['is kept under the ceiling', { key: { ...per(100, 1), burst: 4 }, workspace: free }, 4],
    ['goes no further than the ceiling', { key: { ...per(100, 1), burst: 50 }, workspace: free }, 10],
    ['goes no further than the limit', { key: { ...per(5, 1), burst: 50 }, workspace: enterprise }, 5],
    ['is none of a limit of nothing', { key: { ...per(0, 1), burst: 5 }, workspace: enterprise }, null],
  ])('has a burst that %s', (_sentence, input, burst) => {
    expect(effectiveLimit(input).burst).toBe(burst);
  });

  it('never exceeds the ceiling', () => {
    const rate = fc.option(fc.nat({ max: 1_000 }));
    const limit = fc.option(
      fc.record({ limit: fc.nat(), windowSeconds: fc.integer({ min: 1, max: 86_400 }) }),
    );
    fc.assert(
      fc.property(limit, rate, rate, fc.constantFrom(...PLANS), (key, server, ratePerMinute, plan) => {
        const workspace = { plan, ratePerMinute };
        const effective = effectiveLimit({ key, serverRatePerMinute: server, workspace });
        expect(exceedsCeiling(effective, workspace)).toBeUndefined();
      }),
    );
  });
});

test('what exceeds the ceiling is told with the ceiling', () => {
  expect(exceedsCeiling(per(11, 60), free)).toEqual({ ceiling: 10, from: 'PLAN' });
  expect(exceedsCeiling(per(1, 1), on('ENTERPRISE', 59))).toEqual({ ceiling: 59, from: 'WORKSPACE' });
  expect(exceedsCeiling(per(10, 60), free)).toBeUndefined();
  expect(exceedsCeiling(per(1_000_000, 1), enterprise)).toBeUndefined();
});

function on(plan: Plan, ratePerMinute: number | null = null): Workspace {
  return { plan, ratePerMinute };
}

function per(limit: number, windowSeconds: number) {
  return { limit, windowSeconds };
}
