import { type Decision, type VerifyRequest } from './decision.ts';
import { type LocalOptions } from './local.ts';
/** How to reach a Keywatch. */
export interface KeywatchOptions {
    /** Where it serves, with the path it is mounted under, if any. */
    readonly url: string;
    /** An access token of kind GATEWAY. */
    readonly token: string;
    /** For one verification, connecting included; 2,000 where left out. */
    readonly timeoutMs?: number;
    /** Connections that are kept open; 64 where left out. */
    readonly connectionsMax?: number;
    /** Left out: Keywatch is asked about every request. */
    readonly local?: LocalOptions;
}
/** A client of one Keywatch. */
export interface Keywatch {
    /**
     * Decides about a presented key, and counts the decision to it. Rejects with KeywatchError where Keywatch did not
     * answer; a refused key is an answer.
     */
    verify(request: VerifyRequest): Promise<Decision>;
    /** Whether requests with known keys are decided in this process now. */
    decidesLocally(): boolean;
    /** Reports what is counted here and not there yet, and disconnects. */
    close(): Promise<void>;
}
/**
 * Opens a client. With `local`, requests with keys that were seen before are decided in this process, without a round trip:
 * a revoked key is refused within a second, limits are kept per process, and counts arrive a second later. Whatever this
 * process does not know for sure, Keywatch is asked.
 */
export declare function createKeywatch(options: KeywatchOptions): Keywatch;
