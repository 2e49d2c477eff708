import { SIGNATURE_AGE_SECONDS_MAX } from '../core/request-signature.js';
/** A signature from the furthest future that is taken stays right for this long. */
const KEPT_SECONDS = 2 * SIGNATURE_AGE_SECONDS_MAX;
/**
 * Remembers at most `replaysMax` signatures in two generations. When they are too many it takes no signed request, rather
 * than forget one that could come again.
 */
export function createReplays(replaysMax) {
    const half = Math.max(1, Math.floor(replaysMax / 2));
    let young = new Set();
    let old = new Set();
    let since = 0;
    return {
        note: (signature, nowSeconds) => {
            if (nowSeconds - since >= KEPT_SECONDS) {
                old = nowSeconds - since >= 2 * KEPT_SECONDS ? new Set() : young;
                young = new Set();
                since = nowSeconds;
            }
            const short = Buffer.from(signature, 'hex').toString('latin1', 0, 16);
            if (young.has(short) || old.has(short) || young.size >= half)
                return false;
            young.add(short);
            return true;
        },
    };
}
