import { expect, test } from 'vitest';
import { ANY_TIME, muteOf, NEW_MUTE } from '../../src/dashboard/mutes/mute-entry.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const SPIKE = { key: { id: 'k', name: 'CI' }, kind: 'spike', kindTitle: 'Spike of requests' };
const ENTRY = { ...NEW_MUTE, reason: 'Load test' };

test('alerts like one of them are muted from now on, of their kind or of all', () => {
  const until = '2026-11-22T04:00:00.000Z';
  expect(muteOf(ENTRY, SPIKE, NOW)).toEqual({ reason: 'Load test', until, keyId: 'k', kinds: ['spike'] });
  expect(muteOf({ ...ENTRY, allKinds: true }, { ...SPIKE, key: null }, NOW)).toEqual({
    reason: 'Load test',
    until,
  });
});

test('other times and weekly ones go by the clock of whoever writes them', () => {
  const from = '2026-11-23T10:00';
  const entry = { ...ENTRY, hours: ANY_TIME, from, until: '2026-11-23T11:00', kinds: ['spike', 'leak'] };
  expect(muteOf({ ...entry, weekly: true, serverId: 's' }, undefined, NOW)).toEqual({
    reason: 'Load test',
    from: new Date(from).toISOString(),
    until: new Date('2026-11-23T11:00').toISOString(),
    weekly: true,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    kinds: ['spike', 'leak'],
    serverId: 's',
  });
});
