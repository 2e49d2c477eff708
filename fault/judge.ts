/** Says of each answer of a verifier whether it could be, given when its request was sent. All times are of one clock. */
export interface Judge {
  /** A mutation that revokes this key is about to be sent: from now on either answer may be. */
  revoking(keyId: string): void;
  /** The mutation answered that no verifier accepts the key any more. */
  revoked(keyId: string, answeredAt: number): void;
  note(answer: Answer): void;
  readonly counts: Readonly<JudgeCounts>;
}

/** What a verifier said of a key. */
export interface Answer {
  readonly keyId: string;
  readonly sentAt: number;
  /** A decision's code, or why there is none. */
  readonly outcome: string;
}

interface JudgeCounts {
  /** Answers to requests that were sent after the key's revocation was answered. */
  askedAfterAnswer: number;
  /** Those of them that accept the key. */
  acceptedAfterAnswer: number;
  /** Anything else that cannot be: no answer, another refusal, or one of a key that nobody revoked. */
  unexpectedAnswers: number;
}

/** Begins with no key revoked. `tell` gets a line for each answer that cannot be. */
export function createJudge(tell: (line: string) => void): Judge {
  const begun = new Set<string>();
  const answeredAtOf = new Map<string, number>();
  const counts: JudgeCounts = { askedAfterAnswer: 0, acceptedAfterAnswer: 0, unexpectedAnswers: 0 };
  return {
    revoking: (keyId) => void begun.add(keyId),
    revoked: (keyId, answeredAt) => void answeredAtOf.set(keyId, answeredAt),
    note: ({ keyId, sentAt, outcome }) => {
      const answeredAt = answeredAtOf.get(keyId);
      const isAfter = answeredAt !== undefined && sentAt >= answeredAt;
      if (isAfter) counts.askedAfterAnswer += 1;
      if (outcome === 'REVOKED' && begun.has(keyId)) return;
      if (outcome === 'VALID' && !isAfter) return;
      if (outcome === 'VALID') counts.acceptedAfterAnswer += 1;
      else counts.unexpectedAnswers += 1;
      const since = isAfter
        ? `${(sentAt - answeredAt).toFixed(1)} ms after its revocation was answered`
        : 'now';
      tell(`key ${keyId}, asked about ${since}: ${outcome}`);
    },
    counts,
  };
}
