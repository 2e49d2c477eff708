import type { IncomingMessage } from 'node:http';
/** The body is longer than the guard takes. */
export declare class BodyTooLarge extends Error {
    readonly code = "BODY_TOO_LARGE";
    constructor(bytesMax: number);
}
/** Reads a body whole, byte for byte. Throws BodyTooLarge, RawBodyGone, or what the connection threw. */
export declare function readRawBody(stream: AsyncIterable<unknown>, bytesMax: number): Promise<Buffer>;
/** Reads the JSON in a body that says it is some: null where it is broken, undefined for any other body. */
export declare function parseJsonBody(request: Pick<IncomingMessage, 'headers'>, body: Buffer): unknown;
