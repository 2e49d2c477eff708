import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

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
  if (!isTimely({ ...request, signature }, nowSeconds)) return false;
  return timingSafeEqual(Buffer.from(signatureOf(request), 'hex'), Buffer.from(signature, 'hex'));
}

/** What tells of a signature under a secret that only Keywatch has besides the client. */
export interface SigningProof {
  readonly timestamp: string;
  readonly nonce?: string | undefined;
  readonly signature: string;
  /** Hex SHA-256 of the body. */
  readonly bodySha256: string;
}

/** The hex SHA-256 of a body, which stands for it in what is signed with a separate signing secret. */
export function bodySha256(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * Signs a request with a key's separate signing secret: hex HMAC-SHA-256 of `{timestamp}.{hex SHA-256 of the body}`, or of
 * `{timestamp}.{nonce}.{hex SHA-256 of the body}` where there is a nonce.
 */
export function secretSignatureOf(
  request: Omit<SignedRequest, 'key'> & { readonly signingSecret: string },
): string {
  const { signingSecret: key, body, ...rest } = request;
  return signatureOf({ ...rest, key, body: bodySha256(body) });
}

/** Tells whether a proof is of this signing secret, in constant time, and its timestamp near enough. */
export function isProofRight(proof: SigningProof, signingSecret: string, nowSeconds: number): boolean {
  const { signature, bodySha256: body, ...rest } = proof;
  return isSignatureRight({ ...rest, key: signingSecret, body }, signature, nowSeconds);
}

/** Tells whether a signature could be one that is taken now, whatever it was made with. */
export function isTimely(
  { timestamp, nonce, signature }: Omit<SigningProof, 'bodySha256'>,
  nowSeconds: number,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  if (nonce !== undefined && !/^[\w-]{1,64}$/.test(nonce)) return false;
  return Math.abs(nowSeconds - Number(timestamp)) <= SIGNATURE_AGE_SECONDS_MAX;
}
