/** Why an action was refused. Codes are documented in docs/errors.md and never reused. */
export const REFUSAL_CODES = [
  'INVALID_INPUT',
  'EMAIL_TAKEN',
  'SLUG_TAKEN',
  'SIGN_IN_FAILED',
  'SIGN_IN_THROTTLED',
  'SIGN_UP_CLOSED',
  'SIGN_UP_THROTTLED',
  'NOT_FOUND',
  'FORBIDDEN',
  'UNKNOWN_SCOPE',
  'EXPIRY_IN_PAST',
  'URL_NOT_ALLOWED',
  'RANGE_TOO_LONG',
  'RANGE_NOT_KEPT',
  'LAST_OWNER',
  'ALREADY_MEMBER',
  'INVITATION_INVALID',
  'CONFIRMATION_MISMATCH',
  'SECOND_FACTOR_REQUIRED',
  'SECOND_FACTOR_FAILED',
  'SECOND_FACTOR_STATE',
  'PLAN_LIMIT',
  'CIDR_INVALID',
  'METADATA_TOO_LARGE',
  'KEY_STATE',
  'NOT_RECOVERABLE',
  'DUPLICATE_HASH',
  'PREVIEW_OUTDATED',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An expected refusal of an action. The message says what to do next and is safe to show. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** Redis did not answer: nothing was decided, and what was sent may or may not have been counted. */
export class CountersUnavailable extends Error {
  readonly code = 'COUNTERS_UNAVAILABLE';

  constructor(options?: ErrorOptions) {
    super('Redis does not answer; try again in a moment.', options);
    this.name = 'CountersUnavailable';
  }
}

/** Keywatch cannot start. The message is one readable line with the next step. */
export class StartFailure extends Error {
  readonly code: 'DATABASE_UNREACHABLE' | 'REDIS_UNREACHABLE' | 'ADDRESS_IN_USE' | 'ADDRESS_NOT_USABLE';

  constructor(code: StartFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartFailure';
    this.code = code;
  }
}

const SERVICES = {
  DATABASE_UNREACHABLE: { name: 'Postgres', setting: 'DATABASE_URL' },
  REDIS_UNREACHABLE: { name: 'Redis', setting: 'REDIS_URL' },
} as const;

/** Tells that a configured service does not answer, without the password of its URL. */
export function unreachable(code: keyof typeof SERVICES, url: string, cause: unknown): StartFailure {
  const { name, setting } = SERVICES[code];
  const { host, pathname } = new URL(url);
  const source = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const [reason] = (source instanceof Error ? source.message : String(source)).split('\n');
  return new StartFailure(
    code,
    `${name} at ${host}${pathname} cannot be used (${reason}); start it or correct ${setting}.`,
    { cause },
  );
}

/** Tells that an address cannot be listened on. */
export function cannotListen(host: string, port: number, cause: unknown): StartFailure {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return reason === 'EADDRINUSE'
    ? new StartFailure(
        'ADDRESS_IN_USE',
        `Port ${port} of ${host} is taken; stop what listens there or set PORT.`,
        { cause },
      )
    : new StartFailure(
        'ADDRESS_NOT_USABLE',
        `${host}:${port} cannot be listened on (${reason}); correct HOST or PORT.`,
        { cause },
      );
}
