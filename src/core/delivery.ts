import { parseRetryAfterMs, retryDelayMs } from './retry.ts';

/** How one attempt to deliver a webhook went. */
export interface DeliveryAnswer {
  /** Null where no answer came. */
  readonly status: number | null;
  /** The Retry-After header. */
  readonly retryAfter?: string | undefined;
}

/** What becomes of a delivery after an attempt. Times are Unix milliseconds. */
export type DeliveryVerdict =
  | { readonly state: 'DELIVERED' }
  | { readonly state: 'PENDING'; readonly nextAttemptAt: number }
  | { readonly state: 'FAILED'; readonly endpointGone: boolean };

const GONE = 410;

/**
 * Judges an attempt as Standard Webhooks says: 2xx is delivered (a redirect is not), 410 means that the receiver wants
 * nothing any more, anything else is tried again until the plan of retries is used up. `attempts` counts this one.
 */
export function judgeAttempt(
  answer: DeliveryAnswer,
  attempts: number,
  at: { readonly nowMs: number; readonly jitter: number },
): DeliveryVerdict {
  const { status } = answer;
  if (status !== null && status >= 200 && status < 300) return { state: 'DELIVERED' };
  if (status === GONE) return { state: 'FAILED', endpointGone: true };
  const delayMs = retryDelayMs(attempts, at.jitter, parseRetryAfterMs(answer.retryAfter, at.nowMs));
  return delayMs === null
    ? { state: 'FAILED', endpointGone: false }
    : { state: 'PENDING', nextAttemptAt: at.nowMs + delayMs };
}
