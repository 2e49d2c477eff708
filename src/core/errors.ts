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
  'TOO_MANY_POINTS',
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
  'ENDPOINT_STATE',
  'TOO_MANY_ENDPOINTS',
  'ALERT_STATE',
  'LIMIT_REACHED',
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

/** This process must not be sent requests. The message is one readable line with the next step. */
export class NotReady extends Error {
  readonly code: 'CLOCK_SKEWED';

  constructor(code: NotReady['code'], message: string) {
    super(message);
    this.name = 'NotReady';
    this.code = code;
  }
}

/** Tells that the clocks of this machine and of Redis are too far apart to count into the same minutes. */
export function clockSkewed(aheadMs: number): NotReady {
  const seconds = (Math.abs(aheadMs) / 1_000).toFixed(1);
  const relation = aheadMs > 0 ? 'behind' : 'ahead of';
  return new NotReady(
    'CLOCK_SKEWED',
    `This machine's clock is ${seconds} s ${relation} that of Redis; let NTP set both, they may be 2 s apart.`,
  );
}

/** Keywatch cannot start. The message is one readable line with the next step. */
export class StartFailure extends Error {
  readonly code:
    | 'DATABASE_UNREACHABLE'
    | 'REDIS_UNREACHABLE'
    | 'REDIS_CLUSTER_UNREACHABLE'
    | 'ADDRESS_IN_USE'
    | 'ADDRESS_NOT_USABLE'
    | 'PROCESS_ENDED';

  constructor(code: StartFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartFailure';
    this.code = code;
  }
}

const SERVICES = {
  DATABASE_UNREACHABLE: { name: 'Postgres', setting: 'DATABASE_URL' },
  REDIS_UNREACHABLE: { name: 'Redis', setting: 'REDIS_URL' },
  REDIS_CLUSTER_UNREACHABLE: { name: 'The Redis Cluster', setting: 'REDIS_CLUSTER_NODES' },
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

/** Tells that a process of a group ended before it was at work; it has said why itself. */
export function processEnded(role: string, code: number): StartFailure {
  return new StartFailure(
    'PROCESS_ENDED',
    `A process of the role ${role} ended with ${code}; see the line before.`,
  );
}
