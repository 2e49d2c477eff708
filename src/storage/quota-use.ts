import { type Quota, type QuotaRefill, quotaPeriod } from '../core/quota.ts';
import { QUOTA_UNITS } from '../core/usage/measure.ts';
import { type Granularity, wholeSteps } from '../core/usage/range.ts';
import { readWithin } from './read.ts';
import type { Db } from './tenancy.ts';
import { cellsOf, findDirtyHoursOf } from './usage-query.ts';

/** The coarsest rows that a period is made of: few to be read, and kept for as long as the period. */
const GRANULARITY: Readonly<Record<QuotaRefill, Granularity>> = {
  NEVER: 'DAY',
  HOURLY: 'MINUTE',
  DAILY: 'HOUR',
  WEEKLY: 'HOUR',
  MONTHLY: 'DAY',
};

/**
 * Sums the units that were taken from a key's quota in the period of `nowMs`, as far as they are rolled up. Reads one key's
 * rows by the primary keys, a month in days and the dirty hours; asked once per key and loss of its count in Redis.
 */
export async function findQuotaUse(
  db: Db,
  query: { workspaceId: string; keyId: string; refill: QuotaRefill; nowMs: number },
): Promise<number> {
  const { keyId, ...rest } = query;
  return (await findQuotaUses(db, { ...rest, keyIds: [keyId] })).get(keyId) ?? 0;
}

/** The same of many keys of a workspace whose quotas are filled up alike; those that took nothing are left out. */
export async function findQuotaUses(
  db: Db,
  query: {
    readonly workspaceId: string;
    readonly keyIds: readonly string[];
    readonly refill: QuotaRefill;
    readonly nowMs: number;
  },
): Promise<ReadonlyMap<string, number>> {
  const { workspaceId, keyIds, refill, nowMs } = query;
  const range = wholeSteps(GRANULARITY[refill], quotaPeriod(refill, nowMs).from, nowMs + 1);
  const dirty =
    range.granularity === 'MINUTE' ? [] : await findDirtyHoursOf(readWithin(db), workspaceId, range);
  const rows = await db.$queryRaw<{ keyId: string; used: number }[]>`
    SELECT key_id AS "keyId", sum(n)::float8 AS used
    FROM (${cellsOf(range, { workspaceId, keyIds: [...keyIds] }, dirty)}) AS cells
    WHERE measure = ${QUOTA_UNITS}::smallint GROUP BY key_id`;
  return new Map(rows.map(({ keyId, used }) => [keyId, used]));
}

/** A key's quota, and whose it is. */
export interface KeyQuota {
  readonly keyId: string;
  readonly workspaceId: string;
  readonly quota: Quota;
}

/** The quotas of those keys that have one, and are neither revoked nor deleted. */
export async function findQuotas(db: Db, keyIds: readonly string[]): Promise<KeyQuota[]> {
  const rows = await db.key.findMany({
    where: { id: { in: [...keyIds] }, quotaLimit: { not: null }, revokedAt: null, deletedAt: null },
    select: { id: true, workspaceId: true, quotaLimit: true, quotaRefill: true },
  });
  return rows.flatMap(({ id: keyId, workspaceId, quotaLimit, quotaRefill }) =>
    quotaLimit === null ? [] : [{ keyId, workspaceId, quota: { limit: quotaLimit, refill: quotaRefill } }],
  );
}
