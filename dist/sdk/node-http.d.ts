import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Admission, type GuardOptions } from './guard.ts';
import type { Refusal } from './refusal.ts';
/** A request that may go on, and its body where that had to be read. */
export interface HttpAdmission extends Admission {
    /** Byte for byte, of signed requests: their stream is at its end. */
    readonly rawBody: Buffer | undefined;
}
/**
 * Guards a `node:http` server: resolves with undefined where the request was refused and is answered. Rejects with what the
 * connection threw while a signed body was read.
 */
export declare function protect(options: GuardOptions): (request: IncomingMessage, response: ServerResponse) => Promise<HttpAdmission | undefined>;
/** Sets what an admitted request's answer should say of the limit. */
export declare function setHeaders(response: ServerResponse, { headers }: Admission): void;
/** Answers a refused request. */
export declare function answerRefusal(response: ServerResponse, { status, headers, body }: Refusal): void;
