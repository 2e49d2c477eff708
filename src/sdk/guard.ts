import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import {
  isSignatureRight,
  NONCE_HEADER,
  SIGNATURE_HEADER,
  type SignatureCheck,
  TIMESTAMP_HEADER,
} from '../core/request-signature.ts';
import type { Decision } from './decision.ts';
import { KeywatchError } from './errors.ts';
import type { Keywatch } from './keywatch.ts';
import { presentedKey } from './presented-key.ts';
import { BodyFailure } from './raw-body.ts';
import { limitHeaders, type Refusal, refuse } from './refusal.ts';
import { createReplays, type Replays } from './replays.ts';

/** What a guard is told, once, about what it guards. */
export interface GuardOptions {
  readonly keywatch: Pick<Keywatch, 'verify'>;
  /** Slug of the server behind the guard. */
  readonly server?: string;
  readonly environment?: string;
  /** What a request needs. */
  readonly scopes?: readonly string[] | ((request: IncomingMessage) => readonly string[]);
  /** What is counted as the endpoint; the method and the path where left out. */
  readonly endpoint?: (request: IncomingMessage) => string;
  /** The client's address; that of the connection where left out, which behind a proxy is the proxy's. */
  readonly clientIp?: (request: IncomingMessage) => string | undefined;
  /** A signed body is read whole; 1 MiB where left out. */
  readonly bodyBytesMax?: number;
  /** Signatures remembered against replays; 250,000 where left out, which is 400 signed requests a second. */
  readonly replaysMax?: number;
  /** What becomes of requests while Keywatch does not answer: 503 (`refuse`) where left out. */
  readonly whenUnavailable?: 'refuse' | 'admit';
  /** Is told why Keywatch did not answer. */
  readonly onUnavailable?: (error: KeywatchError) => void;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

/** A request that may go on. */
export interface Admission {
  /** Undefined only where `whenUnavailable` is `admit` and Keywatch did not answer. */
  readonly decision: Decision | undefined;
  /** What is left of the limit, for the answer; the adapters set them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Either of the two; never both. */
export type Outcome =
  | { readonly admission: Admission; readonly refusal?: undefined }
  | { readonly admission?: undefined; readonly refusal: Refusal };

/** What an adapter knows better than the headers. */
export interface GuardHints {
  readonly endpoint?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/** Decides about requests, for any framework on `node:http`. */
export interface Guard {
  readonly bodyBytesMax: number;
  /**
   * `readBody` is called for signed requests only, `findHints` for those with a key; they may throw BodyFailure. Rejects with
   * what the options' functions threw.
   */
  check(
    request: IncomingMessage,
    readBody: () => Promise<Uint8Array>,
    findHints?: () => Promise<GuardHints>,
  ): Promise<Outcome>;
}

const BODY_BYTES_MAX = 2 ** 20;
const REPLAYS_MAX = 250_000;
/** Keywatch takes no longer texts for keys. */
const KEY_LENGTH_MAX = 4_096;
const USER_AGENT_MAX = 1_024;
const ENDPOINT_MAX = 1_024;

/** Makes a guard; adapters are in node-http.ts, fastify.ts, express.ts and mcp.ts. */
export function createGuard(options: GuardOptions): Guard {
  const { keywatch, server, environment, bodyBytesMax = BODY_BYTES_MAX, now = Date.now } = options;
  const replays = createReplays(options.replaysMax ?? REPLAYS_MAX);

  const check = async (
    request: IncomingMessage,
    readBody: () => Promise<Uint8Array>,
    findHints?: () => Promise<GuardHints>,
  ): Promise<Outcome> => {
    const presented = presentedKey(request.headers);
    if (presented.key === undefined) return { refusal: refuse(presented.fault) };
    const { key } = presented;
    if (key.length > KEY_LENGTH_MAX) return { refusal: refuse('MALFORMED') };
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
      ip: ipOrNothing((options.clientIp ?? addressOf)(request)),
      userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_MAX),
      signature,
    });
    if (decision.valid) return { admission: { decision, headers: limitHeaders(decision.rateLimit) } };
    return { refusal: refuse(decision.code, decision, scopes) };
  };

  return {
    bodyBytesMax,
    check: async (request, readBody, findHints) => {
      try {
        return await check(request, readBody, findHints);
      } catch (error) {
        if (error instanceof BodyFailure) return { refusal: refuse(error.code) };
        if (!(error instanceof KeywatchError)) throw error;
        options.onUnavailable?.(error);
        if (options.whenUnavailable === 'admit' && isAway(error))
          return { admission: { decision: undefined, headers: {} } };
        return { refusal: refuse('VERIFICATION_UNAVAILABLE') };
      }
    },
  };
}

async function checkSignature(
  request: IncomingMessage,
  key: string,
  readBody: () => Promise<Uint8Array>,
  replays: Replays,
  nowSeconds: number,
): Promise<SignatureCheck> {
  const signature = textOf(request, SIGNATURE_HEADER);
  const timestamp = textOf(request, TIMESTAMP_HEADER);
  if (signature === undefined && timestamp === undefined) return 'MISSING';
  if (signature === undefined || timestamp === undefined) return 'INVALID';
  const signed = { key, timestamp, nonce: textOf(request, NONCE_HEADER), body: await readBody() };
  const right = isSignatureRight(signed, signature, nowSeconds) && replays.note(signature, nowSeconds);
  return right ? 'VALID' : 'INVALID';
}

function textOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join() : value;
}

function scopesOf({ scopes = [] }: GuardOptions, request: IncomingMessage): readonly string[] {
  return typeof scopes === 'function' ? scopes(request) : scopes;
}

function defaultEndpoint({ method = 'GET', url = '/' }: IncomingMessage): string {
  return `${method} ${url.split('?')[0]}`;
}

function addressOf({ socket }: IncomingMessage): string | undefined {
  return socket.remoteAddress;
}

/** A zone (`fe80::1%eth0`) is of no use elsewhere, and what is no address Keywatch would not take. */
function ipOrNothing(text: string | undefined): string | undefined {
  const [address = ''] = text?.split('%') ?? [];
  return isIP(address) === 0 ? undefined : address;
}

/** A request that Keywatch refused as such is no outage: whoever can cause that must not get in by it. */
function isAway({ code, problem }: KeywatchError): boolean {
  return code !== 'UNEXPECTED_ANSWER' && (problem === undefined || problem.status >= 500);
}
