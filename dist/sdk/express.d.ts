import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Admission, type GuardOptions } from './guard.ts';
/** What is used of Express's request. */
interface RequestLike extends IncomingMessage {
    readonly ip?: string | undefined;
    readonly originalUrl?: string;
    body?: unknown;
}
/**
 * Makes a middleware for Express 5: `app.use(protect({ … }))`, before `express.json()`. Of a signed request it reads the
 * body, and sets `request.body` where that is JSON; parsers that follow leave it alone. Express's `request.ip` is taken
 * for the client's address.
 */
export declare function protect(options: GuardOptions): (request: RequestLike, response: ServerResponse, next: (error?: unknown) => void) => Promise<void>;
/** The decision about a request that passed the guard. Throws for any other. */
export declare function admissionOf(request: RequestLike): Admission;
export {};
