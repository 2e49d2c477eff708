import { coversScopes } from './scope.js';
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
];
/**
 * Decides all that follows from a key's record alone. `VALID` means that only the limits, which live in Redis, may still
 * refuse the request. Scopes imply what the named server says; without one, only what they imply everywhere.
 */
export function decide(record, request, now) {
    return decideKey(record, request, now) ?? decideSignature(record, request) ?? decideUse(record, request);
}
/** Whether the key lives, whatever it is used for. */
function decideKey(record, request, now) {
    if (record.revokedAt !== null)
        return 'REVOKED';
    if (record.suspendedAt !== null)
        return 'SUSPENDED';
    if (record.expiresAt !== null && record.expiresAt <= now)
        return 'EXPIRED';
    return request.environment === undefined || request.environment === record.environment
        ? undefined
        : 'WRONG_ENVIRONMENT';
}
/** A gateway that does not check signatures opens no key that requires one; a wrong one is wrong with any key. */
function decideSignature(record, { signature }) {
    if (signature === 'INVALID')
        return 'SIGNATURE_INVALID';
    return record.requiresSignature && signature !== 'VALID' ? 'SIGNATURE_REQUIRED' : undefined;
}
/** Whether a living key may be used for this, and from there. */
function decideUse(record, request) {
    const server = request.server === undefined ? undefined : record.servers.get(request.server);
    if (request.server !== undefined && server === undefined)
        return 'SERVER_NOT_ALLOWED';
    if (server?.active === false)
        return 'SERVER_INACTIVE';
    if (record.ownerLeft || server?.closedToOwner === true)
        return 'OWNER_LOST_ACCESS';
    if (record.allowsIp !== null && !allowsIp(record.allowsIp, request.ip))
        return 'IP_NOT_ALLOWED';
    return coversScopes(record.scopes, request.scopes, server?.scopeImplications)
        ? 'VALID'
        : 'INSUFFICIENT_SCOPE';
}
/** A list that could be skipped by naming no address would be none. */
function allowsIp(listed, ip) {
    return ip !== undefined && listed(ip);
}
