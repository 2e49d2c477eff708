import { describe, expect, test } from 'vitest';
import type { LeakReporter } from '../../../src/core/leak/event.ts';
import { type FoundKey, type LeakAction, planStops } from '../../../src/core/leak/stop.ts';

const DEAD = new Date(0);

function key(id: string, more: Partial<FoundKey> = {}): FoundKey {
  return { id, revokedAt: null, deletedAt: null, suspendedAt: null, ...more };
}

function plan(
  findings: readonly (readonly [key: FoundKey | undefined, place: string, reporter?: LeakReporter])[],
  known: {
    readonly action?: LeakAction;
    readonly places?: readonly string[];
    readonly contained?: readonly string[];
  } = {},
) {
  const found = findings.map(([found, fingerprint, reporter = 'TOKEN' as const]) => ({
    key: found,
    fingerprint,
    place: { reporter, source: fingerprint, url: null },
  }));
  const { outcomes, deeds } = planStops(found, {
    action: known.action ?? 'SUSPEND',
    isPlaceKnown: (_keyId, fingerprint) => known.places?.includes(fingerprint) === true,
    isContained: (keyId) => known.contained?.includes(keyId) === true,
  });
  return { outcomes, told: deeds.map((deed) => [deed.key.id, deed.action, deed.isNew]) };
}

describe('a found key', () => {
  test('is stopped, and told of for each place that is new', () => {
    const [a, b] = [key('a'), key('b')];
    expect(
      plan([
        [a, 'x'],
        [b, 'x'],
        [a, 'y'],
        [a, 'x'],
      ]),
    ).toEqual({
      outcomes: ['SUSPENDED', 'SUSPENDED', 'SUSPENDED', 'KNOWN'],
      told: [
        ['a', 'SUSPEND', true],
        ['b', 'SUSPEND', true],
        ['a', 'SUSPEND', true],
      ],
    });
  });

  test('that is revoked by one finding is dead for the next', () => {
    expect(
      plan(
        [
          [key('a'), 'x'],
          [key('a'), 'y'],
          [key('a'), 'x'],
        ],
        { action: 'REVOKE' },
      ),
    ).toEqual({
      outcomes: ['REVOKED', 'DEAD', 'KNOWN'],
      told: [
        ['a', 'REVOKE', true],
        ['a', null, true],
      ],
    });
  });

  test.each([
    ['alive', key('a'), 'TOKEN', 'SUSPENDED'],
    ['alive, by GitHub', key('a'), 'GITHUB', 'KNOWN'],
    ['revoked', key('a', { revokedAt: DEAD }), 'TOKEN', 'KNOWN'],
    ['deleted', key('a', { deletedAt: DEAD }), 'HOLDER', 'KNOWN'],
    ['suspended', key('a', { suspendedAt: DEAD }), 'TOKEN', 'KNOWN'],
    ['gone', undefined, 'TOKEN', 'DEAD'],
  ] as const)('in a place that is known, %s', (_state, found, reporter, outcome) => {
    expect(plan([[found, 'x', reporter]], { places: ['x'] }).outcomes).toEqual([outcome]);
  });

  test('that is contained until a person acts is known where its place is', () => {
    expect(plan([[key('a'), 'x']], { places: ['x'], contained: ['a'] }).outcomes).toEqual(['KNOWN']);
    expect(plan([[key('a'), 'x']], { contained: ['a'] }).outcomes).toEqual(['SUSPENDED']);
  });

  test('that is revoked is told once for each place, and nothing is done to it', () => {
    const revoked = key('a', { revokedAt: DEAD });
    expect(
      plan([
        [revoked, 'x'],
        [revoked, 'x'],
      ]),
    ).toEqual({ outcomes: ['DEAD', 'KNOWN'], told: [['a', null, true]] });
  });
});
