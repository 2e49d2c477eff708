import { createHmac, hash } from 'node:crypto';

/** A secret of the installation under which key digests are made. Two are valid while one is rotated out. */
export interface Pepper {
  version: number;
  secret: Uint8Array;
}

/** SHA-256 of a key's secret: what other systems store, so their hashes can be imported without their keys. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** The same as a text, by which a process remembers a secret: a third of the cost of bytes that become a text later. */
export function nameSecret(secret: string): string {
  return hash('sha256', secret, 'base64');
}

/**
 * What is stored of a key: HMAC-SHA-256 under the pepper of the secret's SHA-256 (32 bytes). Fast on purpose: 256 random
 * bits cannot be guessed, and a slow hash would only be a lever for denial of service.
 */
export function digestOf(sha256: Uint8Array, pepper: Pepper): Buffer {
  return createHmac('sha256', pepper.secret).update(sha256).digest();
}
