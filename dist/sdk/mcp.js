import { STATUS_CODES } from 'node:http';
import { createGuard } from './guard.js';
import { answerRefusal, setHeaders } from './node-http.js';
import { parseJsonBody, readRawBody } from './raw-body.js';
import { isObject } from './read-json.js';
const BODY_BYTES_MAX = 4 * 2 ** 20;
/**
 * Guards the Streamable HTTP transport of the MCP TypeScript SDK. Each HTTP request is one verification; its endpoint is
 * `tools/call:search_deals` for a call, else the message's method. Sets `request.auth`, which tools see as
 * `extra.authInfo`. Resolves with undefined where the request was refused and is answered, with a JSON-RPC error.
 */
export function protect(options) {
    const { scopes = () => [], ...rest } = options;
    const guard = createGuard({ bodyBytesMax: BODY_BYTES_MAX, ...rest });
    return async (request, response) => {
        let rawBody;
        let parsedBody;
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
        if (admission.decision !== undefined)
            request.auth = authInfoOf(admission.decision);
        return { ...admission, parsedBody };
    };
}
function messagesIn(body) {
    return (Array.isArray(body) ? body : [body]).flatMap((message) => {
        if (!isObject(message) || typeof message['method'] !== 'string')
            return [];
        const params = isObject(message['params']) ? message['params'] : {};
        const name = params['name'] ?? params['uri'];
        return [{ method: message['method'], name: typeof name === 'string' ? name : undefined }];
    });
}
function endpointOf({ method = 'GET' }, messages) {
    const [message] = messages;
    if (message === undefined)
        return method;
    if (messages.length > 1)
        return 'batch';
    return message.name === undefined ? message.method : `${message.method}:${message.name}`;
}
function idIn(body) {
    const id = isObject(body) ? body['id'] : null;
    return typeof id === 'string' || typeof id === 'number' ? id : null;
}
/** AI2Fin's words, where it has some. */
const WORDS = {
    KEY_MISSING: ['INVALID_TOKEN', 'Invalid or expired authentication token'],
    KEYS_DIFFER: ['INVALID_TOKEN', 'Invalid or expired authentication token'],
    KEY_INVALID: ['INVALID_API_KEY', 'API key not found or has been revoked'],
    INSUFFICIENT_SCOPE: ['INSUFFICIENT_SCOPE', 'API key does not have permission for this operation'],
};
function asJsonRpc(refusal, id) {
    const { status, code, detail } = refusal;
    const [errorType, message] = WORDS[code] ?? [code, detail];
    const error = { code: status, message: STATUS_CODES[status], data: { errorType, message } };
    return {
        ...refusal,
        headers: { ...refusal.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id, error }),
    };
}
/** The key's id stands in for the token, so that no tool comes to log a key. */
function authInfoOf(decision) {
    const { keyId, ownerId, scopes, expiresAt, name, workspaceId, metadata } = decision;
    return {
        token: keyId ?? '',
        clientId: ownerId ?? '',
        scopes: [...scopes],
        ...(expiresAt === null ? {} : { expiresAt: Math.floor(Date.parse(expiresAt) / 1_000) }),
        extra: { keyId, name, workspaceId, metadata },
    };
}
