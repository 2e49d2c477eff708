import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as AgentOfHttps, request as requestHttps } from 'node:https';
import { KeywatchError } from './errors.ts';
import { isObject } from './read-json.ts';

/** HTTP with one Keywatch, over connections that stay open. */
export interface Transport {
  /**
   * Posts JSON and reads the JSON answered. Rejects with KeywatchError. Nothing is sent twice, but where no connection
   * came about, that is tried once more: a verification that may have arrived would be counted twice.
   */
  post(path: string, body: unknown, timeoutMs: number): Promise<unknown>;
  /** Opens a stream; `timeoutMs` is for its beginning. */
  open(path: string, timeoutMs: number): Promise<IncomingMessage>;
  close(): void;
}

const ANSWER_BYTES_MAX = 8 * 2 ** 20;
const RETRY_AFTER_MS = 50;

/** Opens a transport; connections are made as they are needed, at most `connectionsMax`. */
export function createTransport(options: { url: string; token: string; connectionsMax: number }): Transport {
  const base = new URL(options.url.endsWith('/') ? options.url : `${options.url}/`);
  const secure = base.protocol === 'https:';
  const pool = { keepAlive: true, maxSockets: options.connectionsMax, scheduling: 'lifo' } as const;
  const agent = secure ? new AgentOfHttps(pool) : new Agent(pool);
  const send = secure ? requestHttps : requestHttp;
  const authorization = `Bearer ${options.token}`;

  const call = async (path: string, text: string | null, timeoutMs: number): Promise<IncomingMessage> =>
    await new Promise((resolve, reject) => {
      const request = send(new URL(path.slice(1), base), {
        method: text === null ? 'GET' : 'POST',
        // A stream would keep a connection of the pool to itself.
        agent: text === null ? false : agent,
        headers:
          text === null
            ? { authorization, accept: 'text/event-stream' }
            : {
                authorization,
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(text),
              },
      });
      const wasSent = watchSending(request);
      let answering: IncomingMessage | undefined;
      const timer = setTimeout(() => (answering ?? request).destroy(timedOut(timeoutMs)), timeoutMs);
      request.once('error', (error) => {
        clearTimeout(timer);
        reject(toFailure(error, wasSent()));
      });
      request.once('response', (response) => {
        answering = response;
        response.once('close', () => clearTimeout(timer));
        if (text === null) clearTimeout(timer);
        resolve(response);
      });
      request.end(text ?? undefined);
    });

  const exchange = async (path: string, text: string, timeoutMs: number): Promise<unknown> =>
    await readAnswer(await call(path, text, timeoutMs));

  return {
    post: async (path, body, timeoutMs) => {
      const text = JSON.stringify(body);
      try {
        return await exchange(path, text, timeoutMs);
      } catch (error) {
        if (!(error instanceof KeywatchError) || error.code !== 'UNREACHABLE') throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
        return await exchange(path, text, timeoutMs);
      }
    },
    open: async (path, timeoutMs) => {
      const response = await call(path, null, timeoutMs);
      if (response.statusCode === 200) return response;
      await readAnswer(response);
      throw new KeywatchError('UNEXPECTED_ANSWER', `Keywatch answered ${response.statusCode} to ${path}.`);
    },
    close: () => agent.destroy(),
  };
}

/** A request on a connection that stood counts as sent at once. */
function watchSending(request: ClientRequest): () => boolean {
  let sent = false;
  request.once('socket', (socket) => {
    if (!socket.connecting) sent = true;
    else
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
        sent = true;
      });
  });
  return () => sent;
}

async function readAnswer(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes > ANSWER_BYTES_MAX) throw new Error('the answer is too long');
      chunks.push(chunk);
    }
  } catch (cause) {
    throw toFailure(cause, true);
  }
  const body = parse(Buffer.concat(chunks).toString());
  if (response.statusCode === 200) return body;
  throw toRefusal(response, body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KeywatchError('UNEXPECTED_ANSWER', 'The answer is no JSON; check that url is a Keywatch.', {
      cause,
    });
  }
}

function toRefusal(response: IncomingMessage, body: unknown): KeywatchError {
  const status = response.statusCode ?? 0;
  const fields = isObject(body) ? body : {};
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined);
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

function toFailure(cause: unknown, sent: boolean): KeywatchError {
  if (cause instanceof KeywatchError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return sent
    ? new KeywatchError('CONNECTION_LOST', `Keywatch's answer did not arrive (${reason}).`, { cause })
    : new KeywatchError('UNREACHABLE', `Keywatch cannot be reached (${reason}); check url.`, { cause });
}

function timedOut(timeoutMs: number): KeywatchError {
  return new KeywatchError('TIMED_OUT', `Keywatch did not answer within ${timeoutMs} ms.`);
}
