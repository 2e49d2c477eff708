/** One key's closed minute as the detector sees it. A minute without a reading counts as one without traffic. */
export interface Reading {
  /** Unix minutes. */
  readonly minute: number;
  /** All decisions about the key, refused ones included. */
  readonly requests: number;
  /** Client and server errors; may exceed `requests` where outcomes are reported a minute late. */
  readonly errors: number;
  readonly distinctIps: number;
}

/** How far a key is known: nothing is told while learning, and only what is extreme when cautious. */
export type Knowledge = 'learning' | 'cautious' | 'full';
