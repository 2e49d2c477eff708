import { expect, test } from 'vitest';
import { DECISION_CODES } from '../../src/core/decision.ts';
import { statusOf, statusOfText } from '../../src/core/decision-status.ts';

test('unknown and dead keys share a status, and so do those that may not and those that have to wait', () => {
  const byStatus = Object.groupBy(DECISION_CODES, (code) => String(statusOf(code)));
  expect(byStatus).toEqual({
    200: ['VALID'],
    401: ['MALFORMED', 'NOT_FOUND', 'REVOKED', 'SUSPENDED', 'EXPIRED', 'WRONG_ENVIRONMENT'],
    403: [
      'SERVER_NOT_ALLOWED',
      'SERVER_INACTIVE',
      'OWNER_LOST_ACCESS',
      'IP_NOT_ALLOWED',
      'INSUFFICIENT_SCOPE',
      'SIGNATURE_REQUIRED',
      'SIGNATURE_INVALID',
    ],
    429: ['QUOTA_EXCEEDED', 'RATE_LIMITED', 'CONCURRENCY_LIMITED'],
  });
});

test('a code of a newer Keywatch has no status here', () => {
  expect(DECISION_CODES.map((code) => statusOfText(code))).toEqual(DECISION_CODES.map(statusOf));
  for (const code of ['SOMETHING_NEW', 'constructor', '']) expect(statusOfText(code)).toBeUndefined();
});
