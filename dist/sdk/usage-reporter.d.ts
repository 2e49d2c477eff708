import type { DecisionCode } from '../core/decision.ts';
import type { VerifyRequest } from './decision.ts';
import { KeywatchError } from './errors.ts';
import type { Transport } from './transport.ts';
/** Requests of one key that have everything but their time in common, within a minute. */
interface Cell {
    readonly keyId: string;
    readonly at: number;
    readonly server: string | undefined;
    readonly endpoint: string;
    readonly ip: string | undefined;
    readonly userAgent: string | undefined;
    readonly decision: DecisionCode;
    requests: number;
    readonly generation: number;
}
/** A key's open cells. */
export interface Cells {
    last: Cell | undefined;
    readonly byEndpoint: Map<string, Cell[]>;
}
/** Counts local decisions and reports them. */
export interface UsageReporter {
    count(keyId: string, cells: Cells, request: VerifyRequest, decision: DecisionCode, nowMs: number): void;
    /** False where so much waits to be reported that nothing more should be counted here. */
    hasRoom(): boolean;
    /** Reports what there is once more, and stops. */
    close(): Promise<void>;
}
/**
 * Reports every `everyMs`. A batch goes out under the same id until it is accepted, so it is counted once however often
 * it is sent; while Keywatch is away, batches wait, and then local counting ends.
 */
export declare function createUsageReporter(deps: {
    transport: Transport;
    everyMs: number;
    timeoutMs: number;
    onError: (error: KeywatchError) => void;
}): UsageReporter;
export {};
