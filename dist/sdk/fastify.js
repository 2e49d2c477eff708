import { Readable } from 'node:stream';
import { createAdmissions } from './admissions.js';
import { createGuard } from './guard.js';
import { readRawBody } from './raw-body.js';
const admissions = createAdmissions();
/**
 * Makes a hook: `server.addHook('preParsing', protect({ … }))`. It runs before the body is parsed, sees its bytes, and
 * counts the route (`POST /things/:id`) as the endpoint and Fastify's `request.ip` as the client's address.
 */
export function protect(options) {
    const ips = new WeakMap();
    const guard = createGuard({ clientIp: (request) => ips.get(request), ...options });
    return async (request, reply, payload) => {
        ips.set(request.raw, request.ip);
        let rawBody;
        const readBody = async () => {
            rawBody = await readRawBody(payload, guard.bodyBytesMax);
            return rawBody;
        };
        const route = request.routeOptions.url;
        const endpoint = options.endpoint === undefined && route !== undefined ? `${request.method} ${route}` : undefined;
        const { admission, refusal } = await guard.check(request.raw, readBody, async () => ({ endpoint }));
        if (admission === undefined) {
            reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
            return undefined;
        }
        reply.headers(admission.headers);
        admissions.set(request, admission);
        return rawBody === undefined ? payload : replay(rawBody);
    };
}
/** The decision about a request that passed the guard. Throws for any other. */
export function admissionOf(request) {
    return admissions.of(request);
}
/** Fastify compares what it was sent with what is parsed. */
function replay(rawBody) {
    return Object.assign(Readable.from([rawBody]), { receivedEncodedLength: rawBody.length });
}
