import { createHmac, hash } from 'node:crypto';
/** SHA-256 of a key's secret: what other systems store, so their hashes can be imported without their keys. */
export function hashSecret(secret) {
    return hash('sha256', secret, 'buffer');
}
/**
 * What is stored of a key: HMAC-SHA-256 under the pepper of the secret's SHA-256 (32 bytes). Fast on purpose: 256 random
 * bits cannot be guessed, and a slow hash would only be a lever for denial of service.
 */
export function digestOf(sha256, pepper) {
    return createHmac('sha256', pepper.secret).update(sha256).digest();
}
