import { z } from 'zod';

/** What became of a statement: it was ended for taking too long, or Postgres could not be reached or went away. */
export type DatabaseFailure = 'CANCELLED' | 'UNAVAILABLE';

const schema = z.object({
  code: z.string().optional(),
  message: z.string(),
  meta: z
    .object({
      driverAdapterError: z
        .object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) })
        .optional(),
    })
    .optional(),
});

/** Of Prisma: not reachable, timed out, closed, no connection or transaction to be had in time. */
const UNAVAILABLE_CODES = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
]);
const UNAVAILABLE_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TooManyConnections',
  'SocketTimeout',
]);
/** Of Postgres: query_canceled. */
const CANCELLED = '57014';
/** Of Postgres: connection exceptions, too many connections, being shut down, crashed or starting; lost to another transaction. */
const UNAVAILABLE_STATES = /^(08...|53300|57P0[123]|40001|40P01)$/;
/** Of node-postgres, which has no codes for them. */
const UNAVAILABLE_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Tells what an error of this station means where Postgres itself is at fault; undefined for all others. */
export function databaseFailureOf(error: unknown): DatabaseFailure | undefined {
  const parsed = schema.safeParse(error);
  if (!parsed.success) return undefined;
  const { code, message, meta } = parsed.data;
  const { originalCode = '', kind = '' } = meta?.driverAdapterError?.cause ?? {};
  if (originalCode === CANCELLED || code === CANCELLED) return 'CANCELLED';
  const unavailable =
    UNAVAILABLE_KINDS.has(kind) ||
    UNAVAILABLE_STATES.test(originalCode) ||
    (code !== undefined && (UNAVAILABLE_CODES.has(code) || UNAVAILABLE_STATES.test(code))) ||
    UNAVAILABLE_MESSAGES.test(message);
  return unavailable ? 'UNAVAILABLE' : undefined;
}

/** Tells whether a statement was refused because a value that has to be unique is there already. */
export function isUniqueViolation(error: unknown): boolean {
  const parsed = schema.safeParse(error);
  return parsed.success && parsed.data.code === 'P2002';
}
