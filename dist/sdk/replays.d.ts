/** Signatures that were used, for as long as they would be taken. */
export interface Replays {
    /** Notes a signature; false where it was noted before, or no more can be. */
    note(signature: string, nowSeconds: number): boolean;
}
/**
 * Remembers at most `replaysMax` signatures in two generations. When they are too many it takes no signed request, rather
 * than forget one that could come again.
 */
export declare function createReplays(replaysMax: number): Replays;
