import type { UsageRange } from '../core/usage/range.ts';
import { Prisma } from './generated/client.ts';
import type { Read } from './read.ts';
import { lostEventsOf } from './usage-losses.ts';
import { dirtyHoursOf } from './usage-query.ts';
import { completeThrough } from './watermarks.ts';

/** What has to be known of a span before its cells are read. */
export interface UsageMarks {
  /** Everything acknowledged before this instant is in the tables; null while nothing was ever rolled up. */
  readonly completeThrough: Date | null;
  /** Hours whose sums are behind their minutes, in Unix milliseconds. */
  readonly dirty: readonly number[];
  /** Answered decisions of the span, of whatever key, that are known by number to be counted nowhere. */
  readonly lostEvents: number;
}

/**
 * Reads them in one statement, which sees one state of the tables: all that the watermarks promise was committed before, with
 * its dirty hours. Cells have to be read afterwards.
 */
export async function findUsageMarks(
  read: Read,
  query: {
    readonly workspaceId: string;
    /** What was rolled up and what was lost. */
    readonly of: Pick<UsageRange, 'from' | 'to'>;
    /** Where hours may be dirty; left out: the same. */
    readonly reading?: Pick<UsageRange, 'from' | 'to'>;
  },
  deps: { readonly shards: number; now(): Date },
): Promise<UsageMarks> {
  const { workspaceId, of, reading = of } = query;
  const rows = await read<{ kind: Kind; name: string; at: Date | null; n: number }>(Prisma.sql`
    SELECT 'watermark' AS kind, name, at, 0::float8 AS n FROM watermarks
    UNION ALL SELECT 'dirty', '', hour, 0 FROM (${dirtyHoursOf(workspaceId, reading)}) AS dirty
    UNION ALL SELECT 'lost', '', NULL, n FROM (${lostEventsOf(workspaceId, of, deps.now())}) AS losses (n)`);
  const atOf = (kind: Kind) =>
    rows.flatMap((row) => (row.kind === kind && row.at !== null ? [{ name: row.name, at: row.at }] : []));
  const watermarks = new Map(atOf('watermark').map(({ name, at }) => [name, at]));
  return {
    completeThrough: completeThrough(watermarks, deps.shards) ?? null,
    dirty: atOf('dirty')
      .map(({ at }) => at.getTime())
      .sort((a, b) => a - b),
    lostEvents: rows.find(({ kind }) => kind === 'lost')?.n ?? 0,
  };
}

type Kind = 'watermark' | 'dirty' | 'lost';
