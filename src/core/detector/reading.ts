/** One key's closed minute as the detector sees it. A minute without a reading counts as one without traffic. */
export interface Reading {
  /** Unix minutes. */
  readonly minute: number;
  /** All decisions about the key, refused ones included. */
  readonly requests: number;
  /** Client and server errors; may exceed `requests` where outcomes are reported a minute late. */
  readonly errors: number;
  readonly distinctIps: number;
  /** Addresses (by /24 or /48) and user agents that the key has not come from in 30 days; left out where unknown. */
  readonly newIps?: number;
  readonly newUserAgents?: number;
  /** Requests of the address with most of them. */
  readonly topIpRequests?: number;
  /** Refused for what they asked for: scopes, servers, environments. */
  readonly deniedScope?: number;
  /** Refused for the address they came from. */
  readonly deniedAddress?: number;
  /** Refused because the key was revoked, suspended or had expired. */
  readonly dead?: number;
}

/** How far a key is known: nothing is told while learning, and only what is extreme when cautious. */
export type Knowledge = 'learning' | 'cautious' | 'full';
