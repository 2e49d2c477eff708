/** What a fault is to be done with; what it has no use for it ignores. */
export interface FaultOptions {
  readonly revocations: number;
  /** Fuzzed ones. */
  readonly requests: number;
  /** The load lasts at least this long. */
  readonly seconds: number;
  /** How often Redis loses its last seconds, at least. */
  readonly rollbacks: number;
}

/** What a fault came to. */
export interface Verdict {
  readonly figures: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  /** Whether what Keywatch promises held. */
  readonly held: boolean;
}
