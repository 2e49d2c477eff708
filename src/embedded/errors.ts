/** What went wrong with the services that Keywatch brings along. Codes are documented in docs/errors.md and never reused. */
export type EmbeddedErrorCode =
  | 'EMBEDDED_REDIS_MISSING'
  | 'EMBEDDED_DATA_DIR_IN_USE'
  | 'EMBEDDED_START_FAILED';

/** An embedded service cannot be had. The message is one line that ends with the next step, fit for a terminal. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedError';
    this.code = code;
  }
}
