const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What follows the first, second, … failed attempt: ten attempts over 75 hours, as Standard Webhooks proposes. */
const DELAYS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** Spreads the retries of what failed together: each delay is off by this share at most. */
const JITTER = 0.1;

/** A receiver may ask for more patience than the plan has, within reason. */
const RETRY_AFTER_MS_MAX = 24 * HOUR_MS;

/**
 * Milliseconds until the attempt after `attempts` failed ones, null where there is none left. `jitter` is a number from
 * 0 to 1; `retryAfterMs` is what the receiver asked for and only ever makes the delay longer.
 */
export function retryDelayMs(attempts: number, jitter: number, retryAfterMs = 0): number | null {
  const planned = DELAYS_MS[attempts - 1];
  if (planned === undefined) return null;
  const spread = Math.round(planned * (1 - JITTER + 2 * JITTER * jitter));
  return Math.max(spread, Math.min(retryAfterMs, RETRY_AFTER_MS_MAX));
}

/** Reads a Retry-After header (RFC 9110 section 10.2.3: seconds or a date) as milliseconds; 0 where it says nothing. */
export function parseRetryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND_MS;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - nowMs);
}
