import type { Decision, RateLimitView } from './decision.ts';

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

/** Words of a refusal; the codes are in docs/errors.md. */
const WORDS: Readonly<Record<string, readonly [Refusal['status'], string]>> = {
  KEY_MISSING: [401, 'Send an API key as `X-API-Key: …` or `Authorization: Bearer …`.'],
  KEYS_DIFFER: [401, 'X-API-Key and Authorization hold different keys; send one of them.'],
  KEY_INVALID: [
    401,
    'This takes an API key that is valid here; check how it was copied, or ask for another.',
  ],
  SIGNATURE_REQUIRED: [401, 'This key must sign its requests: send X-MCP-Timestamp and X-MCP-Signature.'],
  SIGNATURE_INVALID: [401, 'The signature is wrong, too old or used before; sign each request anew.'],
  SERVER_NOT_ALLOWED: [403, 'This key does not open this server; ask for access.'],
  SERVER_INACTIVE: [403, 'This server is switched off; wait, or ask.'],
  OWNER_LOST_ACCESS: [403, "This key's owner may not open this server; ask an admin of the workspace."],
  IP_NOT_ALLOWED: [403, 'This key may not be used from this address.'],
  INSUFFICIENT_SCOPE: [403, 'This key lacks a scope that the request needs; ask for it.'],
  QUOTA_EXCEEDED: [429, 'The quota of this key is used up; wait as long as Retry-After says.'],
  RATE_LIMITED: [429, 'The limit of this key is used up; wait as long as Retry-After says.'],
  CONCURRENCY_LIMITED: [429, 'This key has as many requests under way as it may; wait for one to end.'],
  BODY_TOO_LARGE: [413, 'The body is too large; send it in smaller parts.'],
  BODY_CUT: [400, 'The body did not arrive whole; send it again.'],
  RAW_BODY_GONE: [
    500,
    'This server reads bodies before its guard does; its operator has to put the guard first.',
  ],
  VERIFICATION_UNAVAILABLE: [503, 'Keys cannot be verified now; try again in a moment.'],
};

/** One answer for all of them: it tells nobody whether a text was a key. */
const SAME_AS_UNKNOWN: ReadonlySet<string> = new Set([
  'MALFORMED',
  'NOT_FOUND',
  'REVOKED',
  'SUSPENDED',
  'EXPIRED',
  'WRONG_ENVIRONMENT',
]);

/** Writes a refusal as RFC 9457 problem details, with `WWW-Authenticate` (RFC 6750) and the headers of limits. */
export function refuse(cause: string, decision?: Decision, scopes: readonly string[] = []): Refusal {
  const code = SAME_AS_UNKNOWN.has(cause) ? 'KEY_INVALID' : cause;
  const [status, detail] = WORDS[code] ?? [403, 'This key may not do this.'];
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
      ...(status === 429 && decision !== undefined ? limitHeaders(decision.rateLimit) : {}),
      ...retryAfter(status, decision),
    },
    body: JSON.stringify(problem),
  };
}

/** What is left of a limit, in the headers in use: those of the IETF draft, and the older ones. */
export function limitHeaders({ limit, remaining, resetSeconds }: RateLimitView): Record<string, string> {
  if (limit === 0) return {};
  return {
    ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
    'ratelimit-policy': `"default";q=${limit}`,
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetSeconds),
  };
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
