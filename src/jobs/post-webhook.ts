import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { useAgent } from 'request-filtering-agent';
import type { AddressBook, ResolvedHost } from './webhook-address.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The first kilobyte. */
  readonly body: string;
}

/** Milliseconds to get a connection (name, TCP and TLS), and for everything. */
export interface WebhookTimeouts {
  readonly connectMs: number;
  readonly totalMs: number;
}

export const WEBHOOK_TIMEOUTS: WebhookTimeouts = { connectMs: 5_000, totalMs: 15_000 };

const BODY_BYTES_MAX = 1_024;

/** The status decides, so that a body which drips is not waited for. */
const BODY_MS_MAX = 2_000;

/**
 * Posts a webhook and returns the answer, whatever its status; a redirect is an answer like any other. Private,
 * loopback, link-local, metadata and other special addresses are refused at connect time unless the operator allows
 * them. Throws where no answer comes in time.
 */
export async function postWebhook(
  deps: { addresses: AddressBook; timeouts: WebhookTimeouts },
  webhook: WebhookRequest,
): Promise<WebhookAnswer> {
  const abort = new AbortController();
  const fail = (text: string) => () => abort.abort(new Error(text));
  const connecting = setTimeout(fail('No connection in time.'), deps.timeouts.connectMs);
  const waiting = setTimeout(fail('No answer in time.'), deps.timeouts.totalMs);
  try {
    const host = await orAbort(deps.addresses.resolve(hostOf(webhook.url)), abort.signal);
    return await send(webhook, host, abort.signal, () => clearTimeout(connecting));
  } finally {
    clearTimeout(connecting);
    clearTimeout(waiting);
  }
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}

async function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function send(
  webhook: WebhookRequest,
  host: ResolvedHost,
  signal: AbortSignal,
  onConnected: () => void,
): Promise<WebhookAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WebhookAnswer>();
  const secure = webhook.url.startsWith('https:');
  const request = (secure ? requestHttps : requestHttp)(webhook.url, {
    method: 'POST',
    headers: { ...webhook.headers, 'content-length': Buffer.byteLength(webhook.body) },
    agent: useAgent(webhook.url, { allowIPAddressList: [...host.allowed], keepAlive: false }),
    lookup: pinned(host),
  });
  const onAbort = () => request.destroy(signal.reason instanceof Error ? signal.reason : undefined);
  signal.addEventListener('abort', onAbort, { once: true });
  request.on('close', () => signal.removeEventListener('abort', onAbort));
  request.on('socket', (socket: Socket) => socket.once(secure ? 'secureConnect' : 'connect', onConnected));
  request.on('error', reject);
  // A receiver that switches protocols is answered by no event but this one.
  const onEnd = () => reject(new Error('The connection ended without an answer.'));
  request.on('close', onEnd);
  request.on('response', (response) => {
    // From here on the status stands; an error only cuts the body.
    request.off('error', reject).off('close', onEnd);
    request.on('error', () => undefined);
    const enough = setTimeout(() => request.destroy(), BODY_MS_MAX);
    void readStart(response).then((body) => {
      clearTimeout(enough);
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body });
      request.destroy();
    });
  });
  request.end(webhook.body);
  return await promise;
}

/** Answers the agent's look-up with the addresses that were checked, whatever the name resolves to by now. */
function pinned({ addresses }: ResolvedHost): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

/** Reads the start of a body, or what has come of it where it breaks off. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      size += bytes.length;
      if (size >= BODY_BYTES_MAX) break;
    }
  } catch {
    // What has come is what there is.
  }
  return Buffer.concat(chunks).subarray(0, BODY_BYTES_MAX).toString('utf8');
}
