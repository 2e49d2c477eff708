import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { type Admission, type GuardOptions } from './guard.ts';
/** What is used of Fastify's request. */
interface RequestLike {
    readonly raw: IncomingMessage;
    readonly ip: string;
    readonly method: string;
    readonly routeOptions: {
        readonly url?: string | undefined;
    };
}
/** What is used of Fastify's reply. */
interface ReplyLike {
    code(status: number): ReplyLike;
    headers(headers: Record<string, string>): ReplyLike;
    send(body: string): unknown;
}
/**
 * Makes a hook: `server.addHook('preParsing', protect({ … }))`. It runs before the body is parsed, sees its bytes, and
 * counts the route (`POST /things/:id`) as the endpoint and Fastify's `request.ip` as the client's address.
 */
export declare function protect(options: GuardOptions): (request: RequestLike, reply: ReplyLike, payload: Readable) => Promise<Readable | undefined>;
/** The decision about a request that passed the guard. Throws for any other. */
export declare function admissionOf(request: RequestLike): Admission;
export {};
