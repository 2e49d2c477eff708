import { decisionMeasure, SERVER_ERRORS } from '../core/usage/measure.ts';
import { arrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import { type Read, readWithin } from './read.ts';
import type { Db } from './tenancy.ts';

/** How often a key was asked about in one minute, and what came of it. */
export interface MinuteCounts {
  readonly minute: Date;
  /** All decisions, refused ones too. */
  readonly requests: number;
  /** Client and server errors. */
  readonly errors: number;
  readonly denied: number;
  /** Refused for what they asked for: scopes, servers, environments. */
  readonly deniedScope: number;
  readonly deniedAddress: number;
  /** Refused because the key was revoked, suspended or had expired. */
  readonly dead: number;
}

/** What one key did in one minute. */
export interface MinuteReading extends MinuteCounts {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly distinctIps: number;
  /** Requests of the address with most of them. */
  readonly topIpRequests: number;
  /** Addresses and user agents, as `ip 203.0.113.9` and `ua curl/8`. */
  readonly sources: readonly string[];
}

/** Keys are told apart by the last of the 16 bytes of their id, which is random. */
const SLICE = Prisma.sql`get_byte(uuid_send(key_id), 15)`;

/**
 * The readings of the keys of some slices (the last hexadecimal digit of the id) that were active in a minute. The BRIN
 * index leads to the blocks of about that minute.
 */
export async function findReadings(
  read: Read,
  minute: Date,
  slices: { readonly wanted: readonly number[]; readonly all: number },
): Promise<MinuteReading[]> {
  const at = Prisma.sql`minute = ${minute}::timestamptz`;
  const where =
    slices.wanted.length === slices.all
      ? at
      : Prisma.sql`${at} AND ${SLICE} % ${slices.all}::int = ANY(${arrayLiteral(slices.wanted)}::int[])`;
  return await read(selectReadings(where, Prisma.sql`key_id`));
}

/** The readings of keys in a span of time, quiet minutes left out, by key and in their order. Reads the primary keys' indexes. */
export async function findPastReadings(
  read: Read,
  keys: readonly { readonly workspaceId: string; readonly keyId: string }[],
  span: { readonly from: Date; readonly before: Date },
): Promise<MinuteReading[]> {
  const workspaceIds = arrayLiteral(keys.map(({ workspaceId }) => workspaceId));
  const keyIds = arrayLiteral(keys.map(({ keyId }) => keyId));
  const where = Prisma.sql`
    (workspace_id, key_id) IN (SELECT * FROM unnest(${workspaceIds}::uuid[], ${keyIds}::uuid[]))
    AND minute >= ${span.from}::timestamptz AND minute < ${span.before}::timestamptz`;
  return await read(selectReadings(where, Prisma.sql`key_id, minute`));
}

/** The same of one key, in a transaction. */
export async function findKeyReadings(
  db: Db,
  { workspaceId, keyId, ...span }: { workspaceId: string; keyId: string; from: Date; before: Date },
): Promise<MinuteReading[]> {
  return await findPastReadings(readWithin(db), [{ workspaceId, keyId }], span);
}

/**
 * What is counted of one key's minutes, without where it came from: 10,080 minutes of three endpoints in 0.2 s, a fifth of
 * the time of whole readings.
 */
export async function findKeyCounts(
  db: Db,
  { workspaceId, keyId, from, before }: { workspaceId: string; keyId: string; from: Date; before: Date },
): Promise<MinuteCounts[]> {
  return await db.$queryRaw<MinuteCounts[]>`
    SELECT minute, ${COUNTS} FROM usage_minutes
    WHERE workspace_id = ${workspaceId}::uuid AND key_id = ${keyId}::uuid
      AND minute >= ${from}::timestamptz AND minute < ${before}::timestamptz AND measure <= ${SERVER_ERRORS}
    GROUP BY minute ORDER BY minute`;
}

const NAMED = {
  scope: measures('INSUFFICIENT_SCOPE', 'SERVER_NOT_ALLOWED', 'WRONG_ENVIRONMENT'),
  address: measures('IP_NOT_ALLOWED'),
  dead: measures('REVOKED', 'EXPIRED', 'SUSPENDED'),
};

function measures(...codes: Parameters<typeof decisionMeasure>[0][]): Prisma.Sql {
  return Prisma.raw(codes.map(decisionMeasure).join(', '));
}

/** Sums of doubles: those of bigints are made of decimals. */
function sumOf(measured: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`COALESCE(sum(n::float8) FILTER (WHERE measure ${measured}), 0)`;
}

const COUNTS = Prisma.sql`
  ${sumOf(Prisma.sql`< 32`)} AS requests,
  ${sumOf(Prisma.sql`IN (32, 33)`)} AS errors,
  ${sumOf(Prisma.sql`BETWEEN 1 AND 31`)} AS denied,
  ${sumOf(Prisma.sql`IN (${NAMED.scope})`)} AS "deniedScope",
  ${sumOf(Prisma.sql`IN (${NAMED.address})`)} AS "deniedAddress",
  ${sumOf(Prisma.sql`IN (${NAMED.dead})`)} AS dead`;

function selectReadings(where: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH counted AS (
      SELECT workspace_id, key_id, minute,
        ${COUNTS}
      FROM usage_minutes WHERE ${where} GROUP BY workspace_id, key_id, minute
    ), each_source AS (
      SELECT workspace_id, key_id, minute, kind, value, sum(n)::float8 AS n
      FROM usage_source_minutes WHERE ${where} GROUP BY workspace_id, key_id, minute, kind, value
    ), seen AS (
      SELECT workspace_id, key_id, minute, count(*) FILTER (WHERE kind = 'ip')::int AS ips,
        max(n) FILTER (WHERE kind = 'ip') AS top, array_agg(kind || ' ' || value) AS sources
      FROM each_source GROUP BY workspace_id, key_id, minute
    )
    SELECT workspace_id AS "workspaceId", key_id AS "keyId", minute, requests, errors, denied, "deniedScope",
      "deniedAddress", dead, COALESCE(ips, 0) AS "distinctIps",
      COALESCE(top, 0) AS "topIpRequests", COALESCE(sources, '{}') AS sources
    FROM counted LEFT JOIN seen USING (workspace_id, key_id, minute)
    ORDER BY ${order}`;
}
