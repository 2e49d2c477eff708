import type { DecisionCode } from './decision.ts';

/** HTTP statuses that a decision may have. */
export type DecisionStatus = 200 | 401 | 403 | 429;

/**
 * The HTTP status of a decision, wherever whoever holds the key is answered. 401: it is no key here, or none any more, or one
 * of another environment, which all look alike; 403: a living key that may not do this, or not without a signature; 429: one
 * that has to wait.
 */
export function statusOf(code: DecisionCode): DecisionStatus {
  return STATUSES[code];
}

/** The status of a code that may be of a newer Keywatch, undefined where this one does not know it. */
export function statusOfText(code: string): DecisionStatus | undefined {
  return BY_TEXT.get(code);
}

const STATUSES: Readonly<Record<DecisionCode, DecisionStatus>> = {
  VALID: 200,
  MALFORMED: 401,
  NOT_FOUND: 401,
  REVOKED: 401,
  SUSPENDED: 401,
  EXPIRED: 401,
  WRONG_ENVIRONMENT: 401,
  SIGNATURE_REQUIRED: 403,
  SIGNATURE_INVALID: 403,
  SERVER_NOT_ALLOWED: 403,
  SERVER_INACTIVE: 403,
  OWNER_LOST_ACCESS: 403,
  IP_NOT_ALLOWED: 403,
  INSUFFICIENT_SCOPE: 403,
  QUOTA_EXCEEDED: 429,
  RATE_LIMITED: 429,
  CONCURRENCY_LIMITED: 429,
};

const BY_TEXT: ReadonlyMap<string, DecisionStatus> = new Map(Object.entries(STATUSES));
