import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Admission, type GuardOptions } from './guard.ts';
/** One JSON-RPC message of a client, as far as a guard needs to know it. */
export interface McpMessage {
    readonly method: string;
    /** Of `tools/call`, `prompts/get` and `resources/read`: which. */
    readonly name: string | undefined;
}
/** What a guard is told about an MCP server. */
export interface McpGuardOptions extends Omit<GuardOptions, 'scopes' | 'endpoint'> {
    /** What a message needs; all the messages of a request together. Nothing where left out. */
    readonly scopes?: (message: McpMessage) => readonly string[];
}
/** What the transports of the MCP TypeScript SDK pass on to tools as `extra.authInfo`. */
interface AuthInfo {
    readonly token: string;
    readonly clientId: string;
    readonly scopes: string[];
    readonly expiresAt?: number;
    readonly extra: Record<string, unknown>;
}
/** A request that may go on to `transport.handleRequest(request, response, parsedBody)`. */
export interface McpAdmission extends Admission {
    readonly parsedBody: unknown;
}
/** A request that carries who was admitted, where the transports look for it. */
export type McpRequest = IncomingMessage & {
    auth?: AuthInfo;
};
/**
 * Guards the Streamable HTTP transport of the MCP TypeScript SDK. Each HTTP request is one verification; its endpoint is
 * `tools/call:search_deals` for a call, else the message's method. Sets `request.auth`, which tools see as
 * `extra.authInfo`. Resolves with undefined where the request was refused and is answered, with a JSON-RPC error.
 */
export declare function protect(options: McpGuardOptions): (request: McpRequest, response: ServerResponse) => Promise<McpAdmission | undefined>;
export {};
