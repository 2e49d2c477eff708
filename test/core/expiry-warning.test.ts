import { describe, expect, test } from 'vitest';
import { warnOfExpiry } from '../../src/core/expiry-warning.ts';

const DAY_MS = 86_400_000;
const T0 = Date.UTC(2026, 10, 21, 12);

describe('a key', () => {
  test.each([
    ['of a year', 365, 31, undefined],
    ['of a year', 365, 30, 'INFO'],
    ['of a year', 365, 7, 'WARNING'],
    ['of a year', 365, 1, 'CRITICAL'],
    ['of a year', 365, 0, undefined],
    ['of a month', 30, 30, undefined],
    ['of a month', 30, 7, 'WARNING'],
    ['of a week', 7, 6, undefined],
    ['of a week', 7, 1, 'CRITICAL'],
    ['of a day', 1, 0.5, undefined],
  ] as const)('%s (%i days) with %f days left is warned of as %s', (_name, life, left, severity) => {
    const key = { createdAt: T0 + (left - life) * DAY_MS, expiresAt: T0 + left * DAY_MS };
    expect(warnOfExpiry(key, T0)?.severity).toBe(severity);
  });
});
