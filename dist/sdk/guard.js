import { isSignatureRight, NONCE_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, } from '../core/request-signature.js';
import { KeywatchError } from './errors.js';
import { presentedKey } from './presented-key.js';
import { BodyTooLarge } from './raw-body.js';
import { limitHeaders, refuse } from './refusal.js';
import { createReplays } from './replays.js';
const BODY_BYTES_MAX = 2 ** 20;
const REPLAYS_MAX = 250_000;
const USER_AGENT_MAX = 1_024;
const ENDPOINT_MAX = 1_024;
/** Makes a guard; adapters are in node-http.ts, fastify.ts, express.ts and mcp.ts. */
export function createGuard(options) {
    const { keywatch, server, environment, bodyBytesMax = BODY_BYTES_MAX, now = Date.now } = options;
    const replays = createReplays(options.replaysMax ?? REPLAYS_MAX);
    const check = async (request, readBody, findHints) => {
        const presented = presentedKey(request.headers);
        if (presented.key === undefined)
            return { refusal: refuse(presented.fault) };
        const { key } = presented;
        const hints = (await findHints?.()) ?? {};
        const scopes = hints.scopes ?? scopesOf(options, request);
        const endpoint = hints.endpoint ?? (options.endpoint ?? defaultEndpoint)(request);
        const signature = await checkSignature(request, key, readBody, replays, Math.floor(now() / 1_000));
        const decision = await keywatch.verify({
            key,
            server,
            environment,
            scopes,
            endpoint: endpoint.slice(0, ENDPOINT_MAX),
            ip: (options.clientIp ?? addressOf)(request),
            userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_MAX),
            signature,
        });
        if (decision.valid)
            return { admission: { decision, headers: limitHeaders(decision.rateLimit) } };
        return { refusal: refuse(decision.code, decision, scopes) };
    };
    return {
        bodyBytesMax,
        check: async (request, readBody, findHints) => {
            try {
                return await check(request, readBody, findHints);
            }
            catch (error) {
                if (error instanceof BodyTooLarge)
                    return { refusal: refuse(error.code) };
                if (!(error instanceof KeywatchError))
                    throw error;
                options.onUnavailable?.(error);
                if (options.whenUnavailable === 'admit')
                    return { admission: { decision: undefined, headers: {} } };
                return { refusal: refuse('VERIFICATION_UNAVAILABLE') };
            }
        },
    };
}
async function checkSignature(request, key, readBody, replays, nowSeconds) {
    const signature = textOf(request, SIGNATURE_HEADER);
    const timestamp = textOf(request, TIMESTAMP_HEADER);
    if (signature === undefined && timestamp === undefined)
        return 'MISSING';
    if (signature === undefined || timestamp === undefined)
        return 'INVALID';
    const signed = { key, timestamp, nonce: textOf(request, NONCE_HEADER), body: await readBody() };
    const right = isSignatureRight(signed, signature, nowSeconds) && replays.note(signature, nowSeconds);
    return right ? 'VALID' : 'INVALID';
}
function textOf({ headers }, name) {
    const value = headers[name];
    return Array.isArray(value) ? value.join() : value;
}
function scopesOf({ scopes = [] }, request) {
    return typeof scopes === 'function' ? scopes(request) : scopes;
}
function defaultEndpoint({ method = 'GET', url = '/' }) {
    return `${method} ${url.split('?')[0]}`;
}
/** A zone (`fe80::1%eth0`) is of no use elsewhere. */
function addressOf({ socket }) {
    return socket.remoteAddress?.split('%')[0];
}
