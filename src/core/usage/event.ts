import { z } from 'zod';
import { DECISION_CODES } from '../decision.ts';
import { DAY_MS, HOUR_GRAIN_DAYS, HOUR_MS, MINUTE_MS } from './cell.ts';

/** Farther than any date. */
const TIME_MAX = 8.64e15;
export const COUNT_MAX = 1_000_000_000;
export const BYTES_MAX = 100_000_000_000;
export const SERVER_MAX = 64;
export const ENDPOINT_MAX = 1_024;
export const USER_AGENT_MAX = 1_024;

const eventSchema = z.strictObject({
  keyId: z.uuid().transform((id) => id.toLowerCase()),
  /** When the request was made: ISO 8601 with an offset, or Unix milliseconds. */
  at: z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.int()]),
  server: z.string().max(SERVER_MAX).optional(),
  endpoint: z.string().max(ENDPOINT_MAX).default(''),
  /** 0: the outcome of a verification that is counted already; n: traffic that was verified locally. */
  requests: z.int().min(0).max(COUNT_MAX).default(0),
  /** What the requests of local verifications came to. */
  decision: z.enum(DECISION_CODES).default('VALID'),
  status: z.int().min(100).max(599).optional(),
  latencyMs: z.number().min(0).max(DAY_MS).optional(),
  bytes: z.int().min(0).max(BYTES_MAX).optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  userAgent: z.string().max(USER_AGENT_MAX).optional(),
});

const NAMES: ReadonlySet<string> = new Set(Object.keys(eventSchema.shape));

/** One line of what a gateway reports; `at` in Unix milliseconds. */
export type UsageEvent = z.infer<typeof eventSchema>;

/** Why an event was not counted. The others of its batch are. */
export type EventRejection =
  | 'INVALID_EVENT'
  | 'FROM_THE_FUTURE'
  | 'TOO_OLD'
  | 'BEYOND_RETENTION'
  | 'UNKNOWN_KEY'
  | 'UNKNOWN_SERVER';

export interface Rejected {
  readonly reason: EventRejection;
  readonly message: string;
}

const FUTURE_MAX_MS = 5 * MINUTE_MS;
const LATE_MAX_MS = 48 * HOUR_MS;

/** Reads an event from a request's body. */
export function parseUsageEvent(input: unknown): UsageEvent | Rejected {
  return readPlainEvent(input) ?? parseAnyEvent(input);
}

/** What an event may hold, before it is looked at. */
type Candidate = { readonly [Name in keyof UsageEvent]?: unknown };

const KEY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const DECISIONS: ReadonlySet<unknown> = new Set(DECISION_CODES);

/**
 * Reads an event as most are, undefined for any other. A tenth of the schema's cost and never more lenient: what it refuses
 * is left to the schema, which may still accept it and says what is wrong if not.
 */
function readPlainEvent(input: unknown): UsageEvent | undefined {
  // An address is left to the schema, and so is what has no name here.
  if (typeof input !== 'object' || input === null || 'ip' in input || !hasOnlyNamed(input)) return undefined;
  const { keyId, at, server, userAgent, endpoint = '', requests = 0, decision = 'VALID' }: Candidate = input;
  if (!isKeyId(keyId) || !isWhole(at, -TIME_MAX, TIME_MAX)) return undefined;
  if (!isText(endpoint, ENDPOINT_MAX) || !isWhole(requests, 0, COUNT_MAX) || !isDecision(decision))
    return undefined;
  if (!isTextOrNone(server, SERVER_MAX) || !isTextOrNone(userAgent, USER_AGENT_MAX)) return undefined;
  const outcome = readPlainOutcome(input);
  if (outcome === undefined) return undefined;
  const { status, latencyMs, bytes } = outcome;
  return { keyId, at, server, endpoint, requests, decision, status, latencyMs, bytes, userAgent };
}

function readPlainOutcome(
  candidate: Candidate,
): Pick<UsageEvent, 'status' | 'latencyMs' | 'bytes'> | undefined {
  const { status, latencyMs, bytes } = candidate;
  if (!isWholeOrNone(status, 100, 599) || !isWholeOrNone(bytes, 0, BYTES_MAX)) return undefined;
  return isNumberOrNone(latencyMs, DAY_MS) ? { status, latencyMs, bytes } : undefined;
}

/** Tells whether a value is the id of a key, as most write it. */
export function isKeyId(value: unknown): value is string {
  return typeof value === 'string' && KEY_ID.test(value);
}

function isTextOrNone(value: unknown, lengthMax: number): value is string | undefined {
  return value === undefined || isText(value, lengthMax);
}

function isWholeOrNone(value: unknown, least: number, most: number): value is number | undefined {
  return value === undefined || isWhole(value, least, most);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function isNumberOrNone(value: unknown, most: number): value is number | undefined {
  return value === undefined || (typeof value === 'number' && value >= 0 && value <= most);
}

function isText(value: unknown, lengthMax: number): value is string {
  return typeof value === 'string' && value.length <= lengthMax;
}

function isDecision(value: unknown): value is UsageEvent['decision'] {
  return value === 'VALID' || DECISIONS.has(value);
}

function hasOnlyNamed(input: object): boolean {
  for (const name in input) if (!NAMES.has(name)) return false;
  return true;
}

function parseAnyEvent(input: unknown): UsageEvent | Rejected {
  const parsed = eventSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return {
    reason: 'INVALID_EVENT',
    message: `${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'invalid'}`,
  };
}

export function isRejected(event: UsageEvent | Rejected): event is Rejected {
  return 'reason' in event;
}

/** Checks an event's time. Late events are only taken within 48 h, older ones as a backfill within the retention. */
export function checkEventTime(atMs: number, nowMs: number, backfill: boolean): Rejected | undefined {
  if (atMs > nowMs + FUTURE_MAX_MS) {
    return { reason: 'FROM_THE_FUTURE', message: 'at: lies more than 5 minutes ahead; check the clock' };
  }
  if (atMs < nowMs - HOUR_GRAIN_DAYS * DAY_MS) {
    return {
      reason: 'BEYOND_RETENTION',
      message: `at: lies more than ${HOUR_GRAIN_DAYS} days back; it is not kept`,
    };
  }
  if (!backfill && atMs < nowMs - LATE_MAX_MS) {
    return { reason: 'TOO_OLD', message: 'at: lies more than 48 hours back; send it with "backfill": true' };
  }
  return undefined;
}
