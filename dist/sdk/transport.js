import { Agent, request as requestHttp } from 'node:http';
import { Agent as AgentOfHttps, request as requestHttps } from 'node:https';
import { KeywatchError } from './errors.js';
import { isObject } from './read-json.js';
const ANSWER_BYTES_MAX = 8 * 2 ** 20;
const RETRY_AFTER_MS = 50;
/** Opens a transport; connections are made as they are needed, at most `connectionsMax`. */
export function createTransport(options) {
    const base = new URL(options.url.endsWith('/') ? options.url : `${options.url}/`);
    const secure = base.protocol === 'https:';
    const pool = { keepAlive: true, maxSockets: options.connectionsMax, scheduling: 'lifo' };
    const agent = secure ? new AgentOfHttps(pool) : new Agent(pool);
    const send = secure ? requestHttps : requestHttp;
    const authorization = `Bearer ${options.token}`;
    const call = async (path, text, timeoutMs) => await new Promise((resolve, reject) => {
        const request = send(new URL(path.slice(1), base), {
            method: text === null ? 'GET' : 'POST',
            // A stream would keep a connection of the pool to itself.
            agent: text === null ? false : agent,
            headers: text === null
                ? { authorization, accept: 'text/event-stream' }
                : {
                    authorization,
                    'content-type': 'application/json',
                    'content-length': Buffer.byteLength(text),
                },
        });
        const wasSent = watchSending(request);
        let answering;
        const timer = setTimeout(() => (answering ?? request).destroy(timedOut(timeoutMs)), timeoutMs);
        request.once('error', (error) => {
            clearTimeout(timer);
            reject(toFailure(error, wasSent()));
        });
        request.once('response', (response) => {
            answering = response;
            response.once('close', () => clearTimeout(timer));
            if (text === null)
                clearTimeout(timer);
            resolve(response);
        });
        request.end(text ?? undefined);
    });
    const exchange = async (path, text, timeoutMs) => await readAnswer(await call(path, text, timeoutMs));
    return {
        post: async (path, body, timeoutMs) => {
            const text = JSON.stringify(body);
            try {
                return await exchange(path, text, timeoutMs);
            }
            catch (error) {
                if (!(error instanceof KeywatchError) || error.code !== 'UNREACHABLE')
                    throw error;
                await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
                return await exchange(path, text, timeoutMs);
            }
        },
        open: async (path, timeoutMs) => {
            const response = await call(path, null, timeoutMs);
            if (response.statusCode === 200)
                return response;
            await readAnswer(response);
            throw new KeywatchError('UNEXPECTED_ANSWER', `Keywatch answered ${response.statusCode} to ${path}.`);
        },
        close: () => agent.destroy(),
    };
}
/** A request on a connection that stood counts as sent at once. */
function watchSending(request) {
    let sent = false;
    request.once('socket', (socket) => {
        if (!socket.connecting)
            sent = true;
        else
            socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
                sent = true;
            });
    });
    return () => sent;
}
async function readAnswer(response) {
    const chunks = [];
    let bytes = 0;
    try {
        for await (const chunk of response) {
            if (!Buffer.isBuffer(chunk))
                continue;
            bytes += chunk.length;
            if (bytes > ANSWER_BYTES_MAX)
                throw new Error('the answer is too long');
            chunks.push(chunk);
        }
    }
    catch (cause) {
        throw toFailure(cause, true);
    }
    const body = parse(Buffer.concat(chunks).toString());
    if (response.statusCode === 200)
        return body;
    throw toRefusal(response, body);
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new KeywatchError('UNEXPECTED_ANSWER', 'The answer is no JSON; check that url is a Keywatch.', {
            cause,
        });
    }
}
function toRefusal(response, body) {
    const status = response.statusCode ?? 0;
    const fields = isObject(body) ? body : {};
    const text = (name) => (typeof fields[name] === 'string' ? fields[name] : undefined);
    const retryAfter = Number(response.headers['retry-after']);
    const problem = {
        status,
        code: text('code') ?? 'UNKNOWN',
        detail: text('detail') ?? `Keywatch answered ${status}.`,
        requestId: text('requestId') ?? null,
        retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
    };
    return new KeywatchError('REFUSED', problem.detail, { problem });
}
function toFailure(cause, sent) {
    if (cause instanceof KeywatchError)
        return cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return sent
        ? new KeywatchError('CONNECTION_LOST', `Keywatch's answer did not arrive (${reason}).`, { cause })
        : new KeywatchError('UNREACHABLE', `Keywatch cannot be reached (${reason}); check url.`, { cause });
}
function timedOut(timeoutMs) {
    return new KeywatchError('TIMED_OUT', `Keywatch did not answer within ${timeoutMs} ms.`);
}
