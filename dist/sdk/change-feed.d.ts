import type { Transport } from './transport.ts';
/** A key that changed: what is cached of it at a lower version is old. */
export interface KeyChange {
    readonly keyId: string;
    readonly version: number;
}
/** What this process knows of changes in Keywatch. */
export interface ChangeFeed {
    /**
     * The wall clock in Unix milliseconds, as long as all changes but those of the last second are known here; undefined
     * where they are not. One reading of the clock, since this is asked for every verification.
     */
    wallClockIfFresh(): number | undefined;
    close(): void;
}
/** Keeps `GET /v1/changes` open. `onLost` is called whenever changes may have been missed. */
export declare function createChangeFeed(deps: {
    transport: Transport;
    onChanges: (changes: readonly KeyChange[]) => void;
    onLost: () => void;
    /** Milliseconds of a clock that is never set. */
    monotonic: () => number;
    now: () => number;
}): ChangeFeed;
