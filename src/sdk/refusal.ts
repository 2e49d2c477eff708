import { statusOfText } from '../core/decision-status.ts';
import { limitHeaders } from '../core/limit-view.ts';
import type { Decision } from './decision.ts';

/** What a guard answers instead of letting a request through. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 413 | 429 | 500 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What is told to the client; the decision has the true cause. */
  readonly code: string;
  /** A sentence with the next step. */
  readonly detail: string;
  /** Undefined where it did not come to one. */
  readonly decision: Decision | undefined;
}

/** What is known of the refused request, where it came to a decision. */
interface RefusedRequest {
  readonly decision?: Decision;
  readonly scopes?: readonly string[];
  readonly nowMs?: number;
}

/** What a guard refuses by itself; the codes are in docs/errors.md. */
const OWN_STATUSES: ReadonlyMap<string, Refusal['status']> = new Map([
  ['KEY_MISSING', 401],
  ['KEYS_DIFFER', 401],
  ['KEY_INVALID', 401],
  ['BODY_TOO_LARGE', 413],
  ['BODY_CUT', 400],
  ['RAW_BODY_GONE', 500],
  ['VERIFICATION_UNAVAILABLE', 503],
]);

const WORDS: Readonly<Record<string, string>> = {
  KEY_MISSING: 'Send an API key as `X-API-Key: …` or `Authorization: Bearer …`.',
  KEYS_DIFFER: 'X-API-Key and Authorization hold different keys; send one of them.',
  KEY_INVALID: 'This takes an API key that is valid here; check how it was copied, or ask for another.',
  SIGNATURE_REQUIRED: 'This key must sign its requests: send X-MCP-Timestamp and X-MCP-Signature.',
  SIGNATURE_INVALID: 'The signature is wrong, too old or used before; sign each request anew.',
  SERVER_NOT_ALLOWED: 'This key does not open this server; ask for access.',
  SERVER_INACTIVE: 'This server is switched off; wait, or ask.',
  OWNER_LOST_ACCESS: "This key's owner may not open this server; ask an admin of the workspace.",
  IP_NOT_ALLOWED: 'This key may not be used from this address.',
  INSUFFICIENT_SCOPE: 'This key lacks a scope that the request needs; ask for it.',
  QUOTA_EXCEEDED: 'The quota of this key is used up; wait as long as Retry-After says.',
  RATE_LIMITED: 'The limit of this key is used up; wait as long as Retry-After says.',
  CONCURRENCY_LIMITED: 'This key has as many requests under way as it may; wait for one to end.',
  BODY_TOO_LARGE: 'The body is too large; send it in smaller parts.',
  BODY_CUT: 'The body did not arrive whole; send it again.',
  RAW_BODY_GONE: 'This server reads bodies before its guard does; its operator has to put the guard first.',
  VERIFICATION_UNAVAILABLE: 'Keys cannot be verified now; try again in a moment.',
};

/** Writes a refusal as RFC 9457 problem details, with `WWW-Authenticate` (RFC 6750) and the headers of limits. */
export function refuse(cause: string, about: RefusedRequest = {}): Refusal {
  const { decision, scopes = [], nowMs = 0 } = about;
  const { status, code } = answerOf(cause);
  const detail = WORDS[code] ?? 'This key may not do this.';
  const problem = { type: `urn:keywatch:error:${code}`, title: code, status, code, detail };
  return {
    status,
    code,
    detail,
    decision,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...challengeOf(status, code, scopes),
      ...(status === 429 && decision !== undefined ? limitHeaders(decision.rateLimit, nowMs) : {}),
      ...retryAfter(status, decision),
    },
    body: JSON.stringify(problem),
  };
}

/** All that is no living key gets one answer: it tells nobody whether a text was a key. */
function answerOf(cause: string): Pick<Refusal, 'status' | 'code'> {
  const own = OWN_STATUSES.get(cause);
  if (own !== undefined) return { status: own, code: cause };
  const status = statusOfText(cause);
  if (status === undefined || status === 200) return { status: 403, code: cause };
  return { status, code: status === 401 ? 'KEY_INVALID' : cause };
}

function challengeOf(status: number, code: string, scopes: readonly string[]): Record<string, string> {
  if (code === 'KEY_MISSING') return { 'www-authenticate': 'Bearer' };
  if (status === 401) return { 'www-authenticate': 'Bearer error="invalid_token"' };
  if (code !== 'INSUFFICIENT_SCOPE') return {};
  return { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scopes.join(' ')}"` };
}

function retryAfter(status: number, decision: Decision | undefined): Record<string, string> {
  if (status === 503) return { 'retry-after': '1' };
  if (status !== 429) return {};
  return { 'retry-after': String(Math.max(1, decision?.rateLimit.retryAfterSeconds ?? 1)) };
}
