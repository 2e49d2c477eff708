import type { UsageRange } from '../core/usage/range.ts';
import { Prisma } from './generated/client.ts';
import type { Read } from './read.ts';
import { dirtyHoursOf } from './usage-query.ts';
import { completeThrough } from './watermarks.ts';

/** What has to be known of a span before its cells are read. */
export interface UsageMarks {
  /** Everything acknowledged before this instant is in the tables; null while nothing was ever rolled up. */
  readonly completeThrough: Date | null;
  /** Hours whose sums are behind their minutes, in Unix milliseconds. */
  readonly dirty: readonly number[];
}

/**
 * Reads them in one statement, which sees one state of the tables: all that the watermarks promise was committed before, with
 * its dirty hours. Cells have to be read afterwards.
 */
export async function findUsageMarks(
  read: Read,
  query: { readonly workspaceId: string; readonly shards: number } & Pick<UsageRange, 'from' | 'to'>,
): Promise<UsageMarks> {
  const rows = await read<{ shard: string | null; at: Date }>(Prisma.sql`
    SELECT name AS shard, at FROM watermarks
    UNION ALL SELECT NULL, hour FROM (${dirtyHoursOf(query.workspaceId, query)}) AS dirty`);
  const watermarks = new Map(rows.flatMap(({ shard, at }) => (shard === null ? [] : [[shard, at] as const])));
  return {
    completeThrough: completeThrough(watermarks, query.shards) ?? null,
    dirty: rows.flatMap(({ shard, at }) => (shard === null ? [at.getTime()] : [])).sort((a, b) => a - b),
  };
}
