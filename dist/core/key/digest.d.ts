/** A secret of the installation under which key digests are made. Two are valid while one is rotated out. */
export interface Pepper {
    version: number;
    secret: Uint8Array;
}
/** SHA-256 of a key's secret: what other systems store, so their hashes can be imported without their keys. */
export declare function hashSecret(secret: string): Buffer;
/**
 * What is stored of a key: HMAC-SHA-256 under the pepper of the secret's SHA-256 (32 bytes). Fast on purpose: 256 random
 * bits cannot be guessed, and a slow hash would only be a lever for denial of service.
 */
export declare function digestOf(sha256: Uint8Array, pepper: Pepper): Buffer;
