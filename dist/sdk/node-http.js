import { createGuard } from './guard.js';
import { readRawBody } from './raw-body.js';
/**
 * Guards a `node:http` server: resolves with undefined where the request was refused and is answered. Rejects with what the
 * connection threw while a signed body was read.
 */
export function protect(options) {
    const guard = createGuard(options);
    return async (request, response) => {
        let rawBody;
        const { admission, refusal } = await guard.check(request, async () => {
            rawBody = await readRawBody(request, guard.bodyBytesMax);
            return rawBody;
        });
        if (admission === undefined) {
            answerRefusal(response, refusal);
            return undefined;
        }
        setHeaders(response, admission);
        return { ...admission, rawBody };
    };
}
/** Sets what an admitted request's answer should say of the limit. */
export function setHeaders(response, { headers }) {
    for (const [name, value] of Object.entries(headers))
        response.setHeader(name, value);
}
/** Answers a refused request. */
export function answerRefusal(response, { status, headers, body }) {
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(body);
}
