import type { IncomingMessage } from 'node:http';
import type { Decision } from './decision.ts';
import { KeywatchError } from './errors.ts';
import type { Keywatch } from './keywatch.ts';
import { type Refusal } from './refusal.ts';
/** What a guard is told, once, about what it guards. */
export interface GuardOptions {
    readonly keywatch: Pick<Keywatch, 'verify'>;
    /** Slug of the server behind the guard. */
    readonly server?: string;
    readonly environment?: string;
    /** What a request needs. */
    readonly scopes?: readonly string[] | ((request: IncomingMessage) => readonly string[]);
    /** What is counted as the endpoint; the method and the path where left out. */
    readonly endpoint?: (request: IncomingMessage) => string;
    /** The client's address; that of the connection where left out, which behind a proxy is the proxy's. */
    readonly clientIp?: (request: IncomingMessage) => string | undefined;
    /** A signed body is read whole; 1 MiB where left out. */
    readonly bodyBytesMax?: number;
    /** Signatures remembered against replays; 250,000 where left out, which is 400 signed requests a second. */
    readonly replaysMax?: number;
    /** What becomes of requests while Keywatch does not answer: 503 (`refuse`) where left out. */
    readonly whenUnavailable?: 'refuse' | 'admit';
    /** Is told why Keywatch did not answer. */
    readonly onUnavailable?: (error: KeywatchError) => void;
    /** Unix milliseconds. */
    readonly now?: () => number;
}
/** A request that may go on. */
export interface Admission {
    /** Undefined only where `whenUnavailable` is `admit` and Keywatch did not answer. */
    readonly decision: Decision | undefined;
    /** What is left of the limit, for the answer; the adapters set them. */
    readonly headers: Readonly<Record<string, string>>;
}
/** Either of the two; never both. */
export type Outcome = {
    readonly admission: Admission;
    readonly refusal?: undefined;
} | {
    readonly admission?: undefined;
    readonly refusal: Refusal;
};
/** What an adapter knows better than the headers. */
export interface GuardHints {
    readonly endpoint?: string | undefined;
    readonly scopes?: readonly string[] | undefined;
}
/** Decides about requests, for any framework on `node:http`. */
export interface Guard {
    readonly bodyBytesMax: number;
    /**
     * `readBody` is called for signed requests only, `findHints` for those with a key. Rejects with what they, or the options'
     * functions, threw.
     */
    check(request: IncomingMessage, readBody: () => Promise<Uint8Array>, findHints?: () => Promise<GuardHints>): Promise<Outcome>;
}
/** Makes a guard; adapters are in node-http.ts, fastify.ts, express.ts and mcp.ts. */
export declare function createGuard(options: GuardOptions): Guard;
