import { createHmac, timingSafeEqual } from 'node:crypto';
export const TIMESTAMP_HEADER = 'x-mcp-timestamp';
export const SIGNATURE_HEADER = 'x-mcp-signature';
/** Ours, and optional: two requests with the same body in one second have the same signature without it. */
export const NONCE_HEADER = 'x-mcp-nonce';
/** A signed request may be this much older or newer than the clock of who checks it. */
export const SIGNATURE_AGE_SECONDS_MAX = 300;
/**
 * Signs a request as MCP-Cloud does: hex HMAC-SHA-256 of `{timestamp}.{body}` under the key, or of
 * `{timestamp}.{nonce}.{body}` where there is a nonce.
 */
export function signatureOf({ key, timestamp, nonce, body }) {
    const head = nonce === undefined ? `${timestamp}.` : `${timestamp}.${nonce}.`;
    return createHmac('sha256', key).update(head).update(body).digest('hex');
}
/** Tells whether a signature is that of a request, in constant time, and its timestamp near enough. */
export function isSignatureRight(request, signature, nowSeconds) {
    const { timestamp, nonce } = request;
    if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature))
        return false;
    if (nonce !== undefined && !/^[\w-]{1,64}$/.test(nonce))
        return false;
    if (Math.abs(nowSeconds - Number(timestamp)) > SIGNATURE_AGE_SECONDS_MAX)
        return false;
    return timingSafeEqual(Buffer.from(signatureOf(request), 'hex'), Buffer.from(signature, 'hex'));
}
