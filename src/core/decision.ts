import type { KeyRecord } from './key/record.ts';
import { coversScopes } from './scope.ts';

/**
 * Every outcome of a verification, in the order in which they are decided. The position is the outcome's number in usage
 * cells (core/usage/measure.ts), so entries are only ever added at the end.
 */
export const DECISION_CODES = [
  'VALID',
  'MALFORMED',
  'NOT_FOUND',
  'REVOKED',
  'SUSPENDED',
  'EXPIRED',
  'WRONG_ENVIRONMENT',
  'SERVER_NOT_ALLOWED',
  'SERVER_INACTIVE',
  'OWNER_LOST_ACCESS',
  'IP_NOT_ALLOWED',
  'INSUFFICIENT_SCOPE',
  'QUOTA_EXCEEDED',
  'RATE_LIMITED',
  'CONCURRENCY_LIMITED',
] as const;

export type DecisionCode = (typeof DECISION_CODES)[number];

/** What a verification asks for. */
export interface DecisionRequest {
  /** Slug of the server to be opened. */
  readonly server?: string | undefined;
  readonly scopes: readonly string[];
  readonly environment?: string | undefined;
}

/**
 * Decides all that follows from a key's record alone. `VALID` means that only the limits, which live in Redis, may still
 * refuse the request.
 */
export function decide(record: KeyRecord, request: DecisionRequest, now: number): DecisionCode {
  if (record.revokedAt !== null) return 'REVOKED';
  if (record.expiresAt !== null && record.expiresAt <= now) return 'EXPIRED';
  if (request.environment !== undefined && request.environment !== record.environment)
    return 'WRONG_ENVIRONMENT';
  if (request.server !== undefined) {
    const server = record.servers.get(request.server);
    if (server === undefined) return 'SERVER_NOT_ALLOWED';
    if (!server.active) return 'SERVER_INACTIVE';
  }
  if (!coversScopes(record.scopes, request.scopes)) return 'INSUFFICIENT_SCOPE';
  return 'VALID';
}
