import { Refusal } from '../core/errors.ts';
import { DAY_MS } from '../core/usage/cell.ts';

/**
 * When something expires: at a date, after N × 86,400 seconds, or never (null). Refused with EXPIRY_IN_PAST, or with
 * INVALID_INPUT where both are given.
 */
export function expiryOf(
  input: { expiresAt?: Date | null | undefined; expiresInDays?: number | null | undefined },
  now: Date,
): Date | null {
  const { expiresAt, expiresInDays } = input;
  if (expiresAt != null && expiresInDays != null) {
    throw new Refusal('INVALID_INPUT', 'expiresAt: give either expiresAt or expiresInDays, not both.');
  }
  if (expiresInDays != null) return new Date(now.getTime() + expiresInDays * DAY_MS);
  if (expiresAt == null) return null;
  if (expiresAt <= now)
    throw new Refusal('EXPIRY_IN_PAST', 'expiresAt: lies in the past; give a time to come.');
  return expiresAt;
}
