import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { AI2FIN_MESSAGES, type RpcId, writeAi2finError } from '../core/ai2fin.ts';
import type { Decision } from './decision.ts';
import { type Admission, createGuard, type GuardOptions } from './guard.ts';
import { answerRefusal, setHeaders } from './node-http.ts';
import { parseJsonBody, readRawBody } from './raw-body.ts';
import { isObject } from './read-json.ts';
import type { Refusal } from './refusal.ts';

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
export type McpRequest = IncomingMessage & { auth?: AuthInfo };

const BODY_BYTES_MAX = 4 * 2 ** 20;

/**
 * Guards the Streamable HTTP transport of the MCP TypeScript SDK. Each HTTP request is one verification; its endpoint is
 * `tools/call:search_deals` for a call, else the message's method. Sets `request.auth`, which tools see as
 * `extra.authInfo`. Resolves with undefined where the request was refused and is answered, with a JSON-RPC error.
 */
export function protect(
  options: McpGuardOptions,
): (request: McpRequest, response: ServerResponse) => Promise<McpAdmission | undefined> {
  const { scopes = () => [], ...rest } = options;
  const guard = createGuard({ bodyBytesMax: BODY_BYTES_MAX, ...rest });
  return async (request, response) => {
    let rawBody: Buffer | undefined;
    let parsedBody: unknown;
    const readBody = async () => {
      rawBody ??= await readRawBody(request, guard.bodyBytesMax);
      return rawBody;
    };
    const { admission, refusal } = await guard.check(request, readBody, async () => {
      parsedBody = parseJsonBody(request, await readBody());
      const messages = messagesIn(parsedBody);
      return { endpoint: endpointOf(request, messages), scopes: [...new Set(messages.flatMap(scopes))] };
    });
    if (admission === undefined) {
      answerRefusal(response, asJsonRpc(refusal, idIn(parsedBody)));
      return undefined;
    }
    setHeaders(response, admission);
    if (admission.decision !== undefined) request.auth = authInfoOf(admission.decision);
    return { ...admission, parsedBody };
  };
}

function messagesIn(body: unknown): McpMessage[] {
  return (Array.isArray(body) ? body : [body]).flatMap((message: unknown) => {
    if (!isObject(message) || typeof message['method'] !== 'string') return [];
    const params = isObject(message['params']) ? message['params'] : {};
    const name = params['name'] ?? params['uri'];
    return [{ method: message['method'], name: typeof name === 'string' ? name : undefined }];
  });
}

function endpointOf({ method = 'GET' }: McpRequest, messages: readonly McpMessage[]): string {
  const [message] = messages;
  if (message === undefined) return method;
  if (messages.length > 1) return 'batch';
  return message.name === undefined ? message.method : `${message.method}:${message.name}`;
}

function idIn(body: unknown): RpcId {
  const id = isObject(body) ? body['id'] : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** Which of AI2Fin's errors a refusal is, where it has one; its own code and words say more where it has none. */
const AI2FIN: Readonly<Record<string, keyof typeof AI2FIN_MESSAGES>> = {
  KEY_MISSING: 'INVALID_TOKEN',
  KEYS_DIFFER: 'INVALID_TOKEN',
  KEY_INVALID: 'INVALID_API_KEY',
  INSUFFICIENT_SCOPE: 'INSUFFICIENT_SCOPE',
};

function asJsonRpc(refusal: Refusal, id: RpcId): Refusal {
  const { status, code, detail } = refusal;
  const known = AI2FIN[code];
  const body = writeAi2finError(id, {
    status,
    statusName: STATUS_CODES[status] ?? '',
    errorType: known ?? code,
    message: known === undefined ? detail : AI2FIN_MESSAGES[known],
  });
  return {
    ...refusal,
    headers: { ...refusal.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The key's id stands in for the token, so that no tool comes to log a key. */
function authInfoOf(decision: Decision): AuthInfo {
  const { keyId, ownerId, scopes, expiresAt, name, workspaceId, metadata } = decision;
  return {
    token: keyId ?? '',
    clientId: ownerId ?? '',
    scopes: [...scopes],
    ...(expiresAt === null ? {} : { expiresAt: Math.floor(Date.parse(expiresAt) / 1_000) }),
    extra: { keyId, name, workspaceId, metadata },
  };
}
