import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** What is signed: the id stays the same over retries, the timestamp (Unix seconds) is that of the attempt. */
export interface SignedMessage {
  readonly id: string;
  readonly timestampSeconds: number;
  /** The body, byte for byte as it is sent. */
  readonly payload: string;
}

/** An ed25519 key pair as Standard Webhooks writes it. */
export interface SigningKeyPair {
  readonly privateKey: `whsk_${string}`;
  readonly publicKey: `whpk_${string}`;
}

const PRIVATE_KEY_PREFIX = 'whsk_';

/** An ed25519 private key is 32 random bytes (RFC 8032 section 5.1.5). */
export const PRIVATE_KEY_BYTES = 32;

/** What stands before those bytes in PKCS #8 (RFC 8410 section 7), and before a public key in SPKI (section 4). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD_BYTES = 12;

/**
 * Signs a webhook after Standard Webhooks: the value of the `webhook-signature` header. Each secret gives a signature, in
 * its order: `whsec_…` of scheme v1 (HMAC-SHA-256), `whsk_…` of scheme v1a (ed25519).
 */
export function signWebhook(secrets: readonly string[], message: SignedMessage): string {
  const signed = Buffer.from(`${message.id}.${message.timestampSeconds}.${message.payload}`);
  return secrets
    .map((secret) =>
      secret.startsWith(PRIVATE_KEY_PREFIX)
        ? `v1a,${sign(null, signed, privateKeyOf(bytesOf(secret))).toString('base64')}`
        : `v1,${createHmac('sha256', bytesOf(secret)).update(signed).digest('base64')}`,
    )
    .join(' ');
}

/** Makes the key pair of 32 random bytes. */
export function makeKeyPair(seed: Uint8Array): SigningKeyPair {
  const spki = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' });
  return {
    privateKey: `whsk_${Buffer.from(seed).toString('base64')}`,
    publicKey: `whpk_${spki.subarray(SPKI_HEAD_BYTES).toString('base64')}`,
  };
}

function privateKeyOf(seed: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

function bytesOf(secret: string): Buffer {
  return Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
}
