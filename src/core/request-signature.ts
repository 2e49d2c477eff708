import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a check of a request's signature came to. INVALID also where it is too old, from the future, or seen before. */
export type SignatureCheck = 'VALID' | 'INVALID' | 'MISSING';

export const TIMESTAMP_HEADER = 'x-mcp-timestamp';
export const SIGNATURE_HEADER = 'x-mcp-signature';
/** Ours, and optional: two requests with the same body in one second have the same signature without it. */
export const NONCE_HEADER = 'x-mcp-nonce';

/** A signed request may be this much older or newer than the clock of who checks it. */
export const SIGNATURE_AGE_SECONDS_MAX = 300;

/** What is signed, and the key with which. */
export interface SignedRequest {
  /** The API key itself, as MCP-Cloud has it. */
  readonly key: string;
  /** Unix seconds, as they stand in the header. */
  readonly timestamp: string;
  /** 1 to 64 of letters, digits, `_` and `-`. */
  readonly nonce?: string | undefined;
  /** The body, byte for byte; a text is taken as UTF-8. */
  readonly body: Uint8Array | string;
}

/**
 * Signs a request as MCP-Cloud does: hex HMAC-SHA-256 of `{timestamp}.{body}` under the key, or of
 * `{timestamp}.{nonce}.{body}` where there is a nonce.
 */
export function signatureOf({ key, timestamp, nonce, body }: SignedRequest): string {
  const head = nonce === undefined ? `${timestamp}.` : `${timestamp}.${nonce}.`;
  return createHmac('sha256', key).update(head).update(body).digest('hex');
}

/** Tells whether a signature is that of a request, in constant time, and its timestamp near enough. */
export function isSignatureRight(request: SignedRequest, signature: string, nowSeconds: number): boolean {
  const { timestamp, nonce } = request;
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  if (nonce !== undefined && !/^[\w-]{1,64}$/.test(nonce)) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > SIGNATURE_AGE_SECONDS_MAX) return false;
  return timingSafeEqual(Buffer.from(signatureOf(request), 'hex'), Buffer.from(signature, 'hex'));
}
