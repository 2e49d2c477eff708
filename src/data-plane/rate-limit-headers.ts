import { writeRateLimit } from './answer.ts';
import type { Verdict } from './verify.ts';

/**
 * What is left of a key's limit, as headers: `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-10
 * (`q` requests in `w` seconds; `r` remain, more after `t` seconds), and the older `X-RateLimit-*`, of which Reset is a
 * Unix time in seconds. `Retry-After` where the limit is used up. None where no limit was applied.
 */
export function rateLimitHeaders(verdict: Verdict, nowMs: number): Record<string, string> {
  if (verdict.rateLimit === undefined || verdict.window === undefined) return {};
  const { limit, remaining, resetSeconds, retryAfterSeconds } = writeRateLimit(verdict);
  return {
    ratelimit: `"key";r=${remaining};t=${Math.max(resetSeconds, retryAfterSeconds)}`,
    'ratelimit-policy': `"key";q=${limit};w=${verdict.rateLimit.windowSeconds}`,
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(nowMs / 1_000) + Math.max(resetSeconds, retryAfterSeconds)),
    ...(retryAfterSeconds === 0 ? {} : { 'retry-after': String(retryAfterSeconds) }),
  };
}
