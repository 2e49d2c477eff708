import type { KeyRecord } from '../core/key/record.ts';
import type { KeyChange } from './change-feed.ts';
import type { Cells } from './usage-reporter.ts';
/** A key as this process knows it. */
export interface KnownKey {
    readonly record: KeyRecord;
    readonly expiresAtText: string | null;
    readonly maxResponseBytes: number | null;
    /** False: every request has to be asked about. */
    readonly local: boolean;
    /** What this process took from the limit, flat: each verification writes it, and objects would have to be collected. */
    windowSeconds: number;
    windowIndex: number;
    current: number;
    previous: number;
    readonly cells: Cells;
}
/** Keys by their secrets, as long as they are known to be unchanged. */
export interface RecordStore {
    get(key: string): KnownKey | undefined;
    set(key: string, known: KnownKey): void;
    drop(change: KeyChange): void;
    clear(): void;
    size(): number;
}
/**
 * Keeps at most `recordsMax`; the ones that were read first make room. Secrets are kept as they are: a look-up by hash
 * would take longer (0.65 µs for SHA-256) than the whole decision, and this process sees every secret anyway.
 */
export declare function createRecordStore(recordsMax: number): RecordStore;
/** Reads an answer of `POST /v1/keys/record`, undefined where there is no such key. Throws KeywatchError. */
export declare function readKnownKey(body: unknown): KnownKey | undefined;
