import type { IncomingHttpHeaders } from 'node:http';
/** The key that a request presents, or why there is none to verify. */
export type PresentedKey = {
    readonly key: string;
} | {
    readonly key?: undefined;
    readonly fault: 'KEY_MISSING' | 'KEYS_DIFFER';
};
/** Finds the key in `X-API-Key` or `Authorization: Bearer`. Both may be sent, if they are equal. */
export declare function presentedKey(headers: IncomingHttpHeaders): PresentedKey;
