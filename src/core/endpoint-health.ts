import { DAY_MS } from './usage/cell.ts';

/** Since when every attempt to reach an endpoint has failed, and when the last one did. Times are Unix milliseconds. */
export interface EndpointHealth {
  readonly failingSince: number | null;
  readonly failedAt: number | null;
}

/** An endpoint that has failed for so long is disabled. */
export const FAILING_MS_MAX = 5 * DAY_MS;

/** Failures that lie further apart than attempts of one delivery ever do are no failing all along. */
export const FAILURE_GAP_MS_MAX = 2 * DAY_MS;

/** Notes a failed attempt; `disable` tells whether the endpoint has had its time. An attempt that succeeds clears both. */
export function noteFailure(
  { failingSince, failedAt }: EndpointHealth,
  nowMs: number,
): { readonly health: EndpointHealth; readonly disable: boolean } {
  const goesOn = failingSince !== null && failedAt !== null && nowMs - failedAt <= FAILURE_GAP_MS_MAX;
  const since = goesOn ? failingSince : nowMs;
  return {
    health: { failingSince: since, failedAt: nowMs },
    disable: nowMs - since >= FAILING_MS_MAX,
  };
}
