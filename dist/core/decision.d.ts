import type { KeyRecord } from './key/record.ts';
import type { SignatureCheck } from './request-signature.ts';
/**
 * Every outcome of a verification, in the order in which they are decided, but that signatures are looked at before
 * servers. The position is the outcome's number in usage cells (core/usage/measure.ts), so entries are only ever added
 * at the end.
 */
export declare const DECISION_CODES: readonly ['VALID', 'MALFORMED', 'NOT_FOUND', 'REVOKED', 'SUSPENDED', 'EXPIRED', 'WRONG_ENVIRONMENT', 'SERVER_NOT_ALLOWED', 'SERVER_INACTIVE', 'OWNER_LOST_ACCESS', 'IP_NOT_ALLOWED', 'INSUFFICIENT_SCOPE', 'QUOTA_EXCEEDED', 'RATE_LIMITED', 'CONCURRENCY_LIMITED', 'SIGNATURE_REQUIRED', 'SIGNATURE_INVALID'];
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
export declare function decide(record: KeyRecord, request: DecisionRequest, now: number): DecisionCode;
