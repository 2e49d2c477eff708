import type { KeyRecord, ServerRecord } from './key/record.ts';
import { onlyReads } from './read-scope.ts';
import type { SignatureCheck } from './request-signature.ts';
import { coversScopes } from './scope.ts';

/**
 * Every outcome of a verification, in the order in which they are decided, but that signatures are looked at before
 * servers. The position is the outcome's number in usage cells (core/usage/measure.ts), so entries are only ever added
 * at the end.
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
  'SIGNATURE_REQUIRED',
  'SIGNATURE_INVALID',
] as const;

export type DecisionCode = (typeof DECISION_CODES)[number];

/** What a verification asks for. */
export interface DecisionRequest {
  /** Slug of the server to be opened. */
  readonly server?: string | undefined;
  readonly scopes: readonly string[];
  readonly environment?: string | undefined;
  /** The client's address. */
  readonly ip?: string | undefined;
  /** What the gateway's check of the request's signature came to; undefined where it does not check any. */
  readonly signature?: SignatureCheck | undefined;
}

/**
 * Decides all that follows from a key's record alone. `VALID` means that only the limits, which live in Redis, may still
 * refuse the request. Scopes imply what the named server says; without one, only what they imply everywhere.
 */
export function decide(record: KeyRecord, request: DecisionRequest, now: number): DecisionCode {
  return decideKey(record, request, now) ?? decideSignature(record, request) ?? decideUse(record, request);
}

/** Whether the key lives, whatever it is used for. */
function decideKey(record: KeyRecord, request: DecisionRequest, now: number): DecisionCode | undefined {
  if (record.revokedAt !== null) return 'REVOKED';
  if (record.suspendedAt !== null) return 'SUSPENDED';
  if (record.expiresAt !== null && record.expiresAt <= now) return 'EXPIRED';
  const server = serverOf(record, request);
  const asked = [request.environment, server?.environment];
  return asked.every((environment) => environment === undefined || environment === record.environment)
    ? undefined
    : 'WRONG_ENVIRONMENT';
}

/** A gateway that does not check signatures opens no key that requires one; a wrong one is wrong with any key. */
function decideSignature(record: KeyRecord, { signature }: DecisionRequest): DecisionCode | undefined {
  if (signature === 'INVALID') return 'SIGNATURE_INVALID';
  return record.requiresSignature && signature !== 'VALID' ? 'SIGNATURE_REQUIRED' : undefined;
}

/** Whether a living key may be used for this, and from there. */
function decideUse(record: KeyRecord, request: DecisionRequest): DecisionCode {
  const server = serverOf(record, request);
  if (request.server !== undefined && server === undefined) return 'SERVER_NOT_ALLOWED';
  if (server?.active === false) return 'SERVER_INACTIVE';
  if (record.ownerLeft || server?.closedToOwner === true) return 'OWNER_LOST_ACCESS';
  if (record.allowsIp !== null && !allowsIp(record.allowsIp, request.ip)) return 'IP_NOT_ALLOWED';
  const implications = server?.scopeImplications;
  if (record.readsOnly !== null && !onlyReads(request.scopes, record.readsOnly, implications)) {
    return 'INSUFFICIENT_SCOPE';
  }
  return coversScopes(record.scopes, request.scopes, implications) ? 'VALID' : 'INSUFFICIENT_SCOPE';
}

/** The server that is to be opened, where the key opens it. */
function serverOf(record: KeyRecord, request: DecisionRequest): ServerRecord | undefined {
  return request.server === undefined ? undefined : record.servers.get(request.server);
}

/** A list that could be skipped by naming no address would be none. */
function allowsIp(listed: (ip: string) => boolean, ip: string | undefined): boolean {
  return ip !== undefined && listed(ip);
}
