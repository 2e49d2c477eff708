/**
 * Why a call to Keywatch came to nothing. UNREACHABLE: nothing was sent. TIMED_OUT and CONNECTION_LOST: it was sent, and
 * may have been counted. REFUSED: `problem` says why. UNEXPECTED_ANSWER: that was no Keywatch, or a broken one. CLOSED:
 * this client was closed.
 */
export type KeywatchErrorCode =
  | 'UNREACHABLE'
  | 'TIMED_OUT'
  | 'CONNECTION_LOST'
  | 'REFUSED'
  | 'UNEXPECTED_ANSWER'
  | 'CLOSED';

/** What Keywatch answered instead (RFC 9457); its codes are in docs/errors.md. */
export interface KeywatchProblem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
}

/** A call to Keywatch failed. A refused key is no error: that is a decision. */
export class KeywatchError extends Error {
  readonly code: KeywatchErrorCode;
  /** Only where the code is REFUSED. */
  readonly problem: KeywatchProblem | undefined;

  constructor(
    code: KeywatchErrorCode,
    message: string,
    options?: ErrorOptions & { readonly problem?: KeywatchProblem },
  ) {
    super(message, options);
    this.name = 'KeywatchError';
    this.code = code;
    this.problem = options?.problem;
  }
}
