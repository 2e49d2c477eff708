import { z } from 'zod';
import { DECISION_CODES } from '../decision.ts';
import { DAY_MS, HOUR_GRAIN_DAYS, HOUR_MS, MINUTE_MS } from './cell.ts';

const COUNT_MAX = 1_000_000_000;
const BYTES_MAX = 100_000_000_000;

const eventSchema = z.strictObject({
  keyId: z.uuid().transform((id) => id.toLowerCase()),
  /** When the request was made: ISO 8601 with an offset, or Unix milliseconds. */
  at: z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.int()]),
  server: z.string().max(64).optional(),
  endpoint: z.string().max(1_024).default(''),
  /** 0: the outcome of a verification that is counted already; n: traffic that was verified locally. */
  requests: z.int().min(0).max(COUNT_MAX).default(0),
  /** What the requests of local verifications came to. */
  decision: z.enum(DECISION_CODES).default('VALID'),
  status: z.int().min(100).max(599).optional(),
  latencyMs: z.number().min(0).max(DAY_MS).optional(),
  bytes: z.int().min(0).max(BYTES_MAX).optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  userAgent: z.string().max(1_024).optional(),
});

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
