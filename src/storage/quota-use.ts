import { z } from 'zod';
import { type QuotaRefill, quotaPeriod } from '../core/quota.ts';
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
  const { workspaceId, keyId, refill, nowMs } = query;
  const range = wholeSteps(GRANULARITY[refill], quotaPeriod(refill, nowMs).from, nowMs + 1);
  const dirty =
    range.granularity === 'MINUTE' ? [] : await findDirtyHoursOf(readWithin(db), workspaceId, range);
  const rows = await db.$queryRaw`
    SELECT coalesce(sum(n), 0)::float8 AS used
    FROM (${cellsOf(range, { workspaceId, keyIds: [keyId] }, dirty)}) AS cells
    WHERE measure = ${QUOTA_UNITS}::smallint`;
  return z.tuple([z.object({ used: z.number() })]).parse(rows)[0].used;
}
