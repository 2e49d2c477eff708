/** Fills a buffer of `length` with random bytes. */
export type RandomBytes = (length: number) => Uint8Array;
/** Characters after a secret's prefix: 43 of base62 (256 bits) and 6 of checksum. */
export declare const SECRET_LENGTH: number;
/**
 * Makes a key secret: the prefix, 43 base62 characters (256 bits) and 6 base62 characters of CRC32 over all before, so
 * that typing errors and random strings are told apart from keys without a look-up. `length` counts what follows the
 * prefix, the checksum included.
 */
export declare function makeSecret(prefix: string, randomBytes: RandomBytes, length?: number): string;
/** Tells whether a text has the shape and the checksum of a secret with this prefix and `length` characters after it. */
export declare function isWellFormed(prefix: string, secret: string, length?: number): boolean;
