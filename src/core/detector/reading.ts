/**
 * One key's closed minute as the detector sees it. A minute without a reading counts as one without traffic. What is
 * optional is left out where nobody counted it: the rules that need it then keep silent.
 */
export interface Reading {
  /** Unix minutes. */
  readonly minute: number;
  /** All decisions about the key, refused ones included. */
  readonly requests: number;
  /** Client and server errors; may exceed `requests` where outcomes are reported a minute late. */
  readonly errors: number;
  readonly distinctIps: number;
  /** Addresses, by /24 or /48, and user agents that the key had not been used from for 30 days. */
  readonly newIps?: number | undefined;
  readonly newUserAgents?: number | undefined;
  /** Requests of the busiest address. */
  readonly topIpRequests?: number | undefined;
  /** Refused: INSUFFICIENT_SCOPE, SERVER_NOT_ALLOWED or WRONG_ENVIRONMENT. */
  readonly deniedScope?: number | undefined;
  /** Refused: IP_NOT_ALLOWED. */
  readonly deniedAddress?: number | undefined;
  /** Refused: REVOKED, EXPIRED or SUSPENDED. */
  readonly dead?: number | undefined;
}

/** How far a key is known: nothing is told of its traffic while learning, and only what is extreme when cautious. */
export type Knowledge = 'learning' | 'cautious' | 'full';

/** Counts beyond this are taken as this: a float of the state holds its square. */
const COUNT_MAX = 1e15;

/** Whether all that a reading counts is a number of 0 to 10^15; no other reading is scored. */
export function isCounted(reading: Reading): boolean {
  const { requests, errors, distinctIps, newIps, newUserAgents, topIpRequests } = reading;
  return (
    isCount(requests) &&
    isCount(errors) &&
    isCount(distinctIps) &&
    isCount(newIps ?? 0) &&
    isCount(newUserAgents ?? 0) &&
    isCount(topIpRequests ?? 0) &&
    isCount(reading.deniedScope ?? 0) &&
    isCount(reading.deniedAddress ?? 0) &&
    isCount(reading.dead ?? 0)
  );
}

function isCount(value: number): boolean {
  return value >= 0 && value <= COUNT_MAX;
}
