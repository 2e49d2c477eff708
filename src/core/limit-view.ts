import type { BurstView } from './burst.ts';
import type { RateLimit } from './key/record.ts';
import type { WindowView } from './window.ts';

/** What is left of a limit, as answers tell it; all zero where none was applied. */
export interface LimitView {
  /** Requests in any `windowSeconds`. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the first of the requests that were taken begin to leave the window. */
  readonly resetSeconds: number;
  /** 0 unless the request was refused for the limit or its burst. */
  readonly retryAfterSeconds: number;
  /** What is left of the requests that may come at once; null where there is no such bound. */
  readonly burst: {
    readonly limit: number;
    readonly remaining: number;
    /** Until all of them may come at once again. */
    readonly resetSeconds: number;
  } | null;
}

/** No limit was applied. */
export const NO_LIMIT: LimitView = {
  limit: 0,
  windowSeconds: 0,
  remaining: 0,
  resetSeconds: 0,
  retryAfterSeconds: 0,
  burst: null,
};

/** Writes what is left of a limit; `limited` where the request was refused for it. */
export function viewLimit(input: {
  readonly rateLimit: RateLimit;
  readonly window: WindowView;
  readonly burst: BurstView | undefined;
  readonly limited: boolean;
}): LimitView {
  const { rateLimit, window, burst, limited } = input;
  const retryAfterMs = Math.max(window.retryAfterMs, burst?.retryAfterMs ?? 0);
  return {
    limit: rateLimit.limit,
    windowSeconds: rateLimit.windowSeconds,
    remaining: window.remaining,
    resetSeconds: toSeconds(window.resetMs),
    retryAfterSeconds: limited ? Math.max(1, toSeconds(retryAfterMs)) : 0,
    burst:
      burst === undefined
        ? null
        : { limit: burst.limit, remaining: burst.remaining, resetSeconds: toSeconds(burst.fullMs) },
  };
}

/**
 * What is left of a limit, as headers: `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-10 (`q`
 * requests in `w` seconds; `r` remain, more after `t` seconds), one policy for the key's window and one for its burst, and
 * the older `X-RateLimit-*` of the window, of which Reset is a Unix time in seconds. `Retry-After` where the request was
 * refused for the limit. None where no limit was applied.
 */
export function limitHeaders(view: LimitView, nowMs: number): Record<string, string> {
  const { limit, windowSeconds, remaining, resetSeconds, retryAfterSeconds, burst } = view;
  if (windowSeconds === 0) return {};
  const used = remaining === 0 ? Math.max(resetSeconds, retryAfterSeconds) : resetSeconds;
  const states = [`"key";r=${remaining};t=${used}`];
  const policies = [`"key";q=${limit};w=${windowSeconds}`];
  if (burst !== null) {
    const fillSeconds = Math.max(1, Math.ceil((burst.limit * windowSeconds) / limit));
    states.unshift(`"burst";r=${burst.remaining};t=${burst.resetSeconds}`);
    policies.unshift(`"burst";q=${burst.limit};w=${fillSeconds}`);
  }
  return {
    ratelimit: states.join(', '),
    'ratelimit-policy': policies.join(', '),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(nowMs / 1_000) + used),
    ...(retryAfterSeconds === 0 ? {} : { 'retry-after': String(retryAfterSeconds) }),
  };
}

function toSeconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}
