/** What owners are reminded of. */
export const REMINDERS = ['EXPIRES_IN_7_DAYS', 'EXPIRES_IN_1_DAY', 'ROTATION_DUE'] as const;

export type Reminder = (typeof REMINDERS)[number];

/** A key should be replaced at this age (Octolane, AI2Fin). */
export const ROTATION_DAYS = 90;

/** What of a key its reminders follow from. Times are Unix milliseconds. */
interface RemindedKey {
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

const DAY_MS = 86_400_000;

/**
 * The reminders that are due at `now`, and those that were before: the nearest one of its expiry, and rotation. A key that
 * is revoked or has expired has none.
 */
export function dueReminders(key: RemindedKey, now: number): readonly Reminder[] {
  if (key.revokedAt !== null) return [];
  const leftMs = key.expiresAt === null ? Infinity : key.expiresAt - now;
  if (leftMs <= 0) return [];
  const due: Reminder[] = [];
  if (leftMs <= DAY_MS) due.push('EXPIRES_IN_1_DAY');
  else if (leftMs <= 7 * DAY_MS) due.push('EXPIRES_IN_7_DAYS');
  if (rotationDueAt(key).getTime() <= now) due.push('ROTATION_DUE');
  return due;
}

/**
 * Since when a reminder is due. One that was given before this was about another expiry, and is due again. The beginning
 * of time where the key never expires.
 */
export function reminderDueSince(kind: Reminder, key: Pick<RemindedKey, 'createdAt' | 'expiresAt'>): Date {
  if (kind === 'ROTATION_DUE') return rotationDueAt(key);
  const days = kind === 'EXPIRES_IN_1_DAY' ? 1 : 7;
  return new Date(key.expiresAt === null ? 0 : key.expiresAt - days * DAY_MS);
}

/** When a key should be replaced: exactly 90 × 86,400 seconds after it was made. */
export function rotationDueAt(key: Pick<RemindedKey, 'createdAt'>): Date {
  return new Date(key.createdAt + ROTATION_DAYS * DAY_MS);
}
