import { expect, test } from 'vitest';
import { dueReminders, reminderDueSince, rotationDueAt } from '../../src/core/reminder.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 12);

/** In days from now; a key is young and lives for ever unless it says otherwise. */
interface Days {
  readonly created?: number;
  readonly expires?: number;
  readonly revoked?: number;
}

test.each<[string, Days, readonly string[]]>([
  ['a young key that never expires', {}, []],
  ['a key that expires in 8 days', { expires: 8 }, []],
  ['a key that expires a millisecond after 7 days', { expires: 7 + 1 / DAY_MS }, []],
  ['a key that expires in exactly 7 days', { expires: 7 }, ['EXPIRES_IN_7_DAYS']],
  ['a key that expires in 2 days', { expires: 2 }, ['EXPIRES_IN_7_DAYS']],
  ['a key that expires in exactly 1 day', { expires: 1 }, ['EXPIRES_IN_1_DAY']],
  ['a key that expires in a minute', { expires: 1 / 1_440 }, ['EXPIRES_IN_1_DAY']],
  ['a key that expires now', { expires: 0, created: -100 }, []],
  ['a key that has expired', { expires: -1, created: -100 }, []],
  ['a key of almost 90 days', { created: -90 + 1 / DAY_MS }, []],
  ['a key of exactly 90 days', { created: -90 }, ['ROTATION_DUE']],
  ['a key of a year', { created: -365 }, ['ROTATION_DUE']],
  ['an old key that expires tomorrow', { created: -365, expires: 1 }, ['EXPIRES_IN_1_DAY', 'ROTATION_DUE']],
  ['a revoked key', { created: -365, expires: 1, revoked: -1 }, []],
])('%s: %j', (_sentence, days, reminders) => {
  const key = {
    createdAt: at(days.created ?? -1),
    expiresAt: days.expires === undefined ? null : at(days.expires),
    revokedAt: days.revoked === undefined ? null : at(days.revoked),
  };
  expect(dueReminders(key, NOW)).toEqual(reminders);
});

test('rotation is due 90 days of 86,400 seconds after a key was made', () => {
  const createdAt = Date.UTC(2024, 0, 1);
  expect(rotationDueAt({ createdAt })).toEqual(new Date('2024-03-31T00:00:00Z'));
});

function at(days: number): number {
  return NOW + Math.round(days * DAY_MS);
}

test('a reminder is due since its days before the expiry, or since the key was old', () => {
  const key = { createdAt: NOW, expiresAt: NOW + 10 * DAY_MS };
  const since = (kind: Parameters<typeof reminderDueSince>[0]) => reminderDueSince(kind, key).getTime() - NOW;
  expect(since('EXPIRES_IN_7_DAYS')).toBe(3 * DAY_MS);
  expect(since('EXPIRES_IN_1_DAY')).toBe(9 * DAY_MS);
  expect(since('ROTATION_DUE')).toBe(90 * DAY_MS);
  expect(reminderDueSince('EXPIRES_IN_1_DAY', { ...key, expiresAt: null })).toEqual(new Date(0));
});
