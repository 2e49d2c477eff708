import { crc32 } from 'node:zlib';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
/** 62 × 4: bytes from here on would favour the first characters of the alphabet, so they are drawn again. */
const UNBIASED_BYTES = 248;
/** Characters after a secret's prefix: 43 of base62 (256 bits) and 6 of checksum. */
export const SECRET_LENGTH = RANDOM_LENGTH + CHECKSUM_LENGTH;
/**
 * Makes a key secret: the prefix, 43 base62 characters (256 bits) and 6 base62 characters of CRC32 over all before, so
 * that typing errors and random strings are told apart from keys without a look-up. `length` counts what follows the
 * prefix, the checksum included.
 */
export function makeSecret(prefix, randomBytes, length = SECRET_LENGTH) {
    const body = prefix + randomBase62(length - CHECKSUM_LENGTH, randomBytes);
    return body + checksum(body);
}
/** Tells whether a text has the shape and the checksum of a secret with this prefix and `length` characters after it. */
export function isWellFormed(prefix, secret, length = SECRET_LENGTH) {
    if (secret.length !== prefix.length + length || !secret.startsWith(prefix))
        return false;
    if (!/^[0-9A-Za-z]+$/.test(secret.slice(prefix.length)))
        return false;
    const body = secret.slice(0, -CHECKSUM_LENGTH);
    return secret.slice(-CHECKSUM_LENGTH) === checksum(body);
}
function randomBase62(length, randomBytes) {
    let text = '';
    while (text.length < length) {
        for (const byte of randomBytes(length - text.length)) {
            if (byte < UNBIASED_BYTES)
                text += ALPHABET.charAt(byte % 62);
        }
    }
    return text;
}
function checksum(body) {
    let rest = crc32(body);
    let text = '';
    for (let place = 0; place < CHECKSUM_LENGTH; place++) {
        text = ALPHABET.charAt(rest % 62) + text;
        rest = Math.floor(rest / 62);
    }
    return text;
}
