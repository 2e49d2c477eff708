import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { type CredentialFault, findCredential } from '../core/key/credential.ts';
import { limitHeaders } from '../core/limit-view.ts';
import type { Decision } from './decision.ts';
import { KeywatchError } from './errors.ts';
import type { Keywatch } from './keywatch.ts';
import { BodyFailure } from './raw-body.ts';
import { type Refusal, refuse } from './refusal.ts';
import { createReplays } from './replays.ts';
import { readSignature } from './signed-request.ts';

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
const CREDENTIAL_CODES: Readonly<Record<CredentialFault, string>> = {
  MISSING: 'KEY_MISSING',
  DIFFERENT: 'KEYS_DIFFER',
  WHITESPACE: 'MALFORMED',
};
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
    const credential = findCredential(request.headers);
    if ('fault' in credential) return { refusal: refuse(CREDENTIAL_CODES[credential.fault]) };
    const { key } = credential;
    if (key.length > KEY_LENGTH_MAX) return { refusal: refuse('MALFORMED') };
    const hints = (await findHints?.()) ?? {};
    const scopes = hints.scopes ?? scopesOf(options, request);
    const endpoint = hints.endpoint ?? (options.endpoint ?? defaultEndpoint)(request);
    const seen = await readSignature(request, key, readBody, replays, toSeconds(now()));
    const decision = await keywatch.verify({
      key,
      server,
      environment,
      scopes,
      endpoint: endpoint.slice(0, ENDPOINT_MAX),
      ip: ipOrNothing((options.clientIp ?? addressOf)(request)),
      userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_MAX),
      ...seen,
    });
    const nowMs = now();
    // Found right by Keywatch: taken once, also of two requests at the same time.
    if (decision.valid && seen.signed && !replays.note(seen.signed.signature, toSeconds(nowMs))) {
      return { refusal: refuse('SIGNATURE_INVALID', { decision, nowMs }) };
    }
    if (decision.valid) return { admission: { decision, headers: limitHeaders(decision.rateLimit, nowMs) } };
    return { refusal: refuse(decision.code, { decision, scopes, nowMs }) };
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

function toSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
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
