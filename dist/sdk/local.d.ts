import type { Decision, VerifyRequest } from './decision.ts';
import { KeywatchError } from './errors.ts';
import type { Transport } from './transport.ts';
/** Settings of local decisions. */
export interface LocalOptions {
    /** Keys remembered; 100,000 where left out. */
    readonly recordsMax?: number;
    /** The share of each limit that this process may use, above 0 up to 1: one nth for n processes. 1 where left out. */
    readonly limitShare?: number;
    /** How often usage is reported; 1,000 where left out. What a killed process did not report is not counted. */
    readonly reportEveryMs?: number;
    /** Is told of usage that could not be reported, and of records that could not be read. */
    readonly onError?: (error: KeywatchError) => void;
}
/** Decides from cached records where it may. */
export interface LocalDecisions {
    /** Undefined where Keywatch has to be asked; otherwise the request is counted here. */
    decide(request: VerifyRequest): Decision | undefined;
    /** To be told that Keywatch accepted a key, so that its record is read for the next time. */
    learn(key: string): void;
    isFresh(): boolean;
    close(): Promise<void>;
}
/** Follows the changes of Keywatch, and decides as long as it knows of all of them. */
export declare function createLocalDecisions(deps: {
    transport: Transport;
    timeoutMs: number;
    options: LocalOptions;
    monotonic: () => number;
    now: () => number;
}): LocalDecisions;
