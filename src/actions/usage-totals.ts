import { DAY_MS } from '../core/usage/cell.ts';
import type { Grouping } from '../core/usage/dimension.ts';
import { inOneStep, KEPT_DAYS, type UsageRange } from '../core/usage/range.ts';
import { arrangeUsage, type UsageGroup, type UsageSum } from '../core/usage/report.ts';
import type { Read } from '../storage/read.ts';
import { findUsageMarks } from '../storage/usage-marks.ts';
import type { UsageFilter } from '../storage/usage-query.ts';
import { sumLargest } from '../storage/usage-sums.ts';
import type { ReadUsageDeps } from './read-usage.ts';
import { readSpan } from './usage-span.ts';

/** What totals of a span are read for; they are summed by hours, or by UTC days where hours are not kept. */
export interface TotalsInput {
  readonly from: Date;
  readonly to: Date;
  readonly filter: UsageFilter;
}

/** Sums of one span, each by one statement; what is asked for at once is read at once. */
export interface Totals {
  readonly range: UsageRange;
  /** Everything acknowledged before this instant is in them; null while nothing was ever rolled up. */
  readonly completeThrough: Date | null;
  /** What is known by number to be lost of all usage of the workspace in the span. */
  readonly lostEvents: number;
  /** The largest groups and the rest. */
  groups(query: { filter: UsageFilter; grouping: Grouping; groupsMax: number }): Promise<UsageGroup[]>;
  /** The sums of the largest groups of each value of the first dimension, and of the rest. */
  within(query: { filter: UsageFilter; grouping: Grouping; groupsMax: number }): Promise<UsageSum[]>;
}

/** Opens the totals of a span. Refused with INVALID_INPUT, RANGE_TOO_LONG or RANGE_NOT_KEPT. */
export async function openTotals(read: Read, deps: ReadUsageDeps, input: TotalsInput): Promise<Totals> {
  const { from, to, filter } = input;
  const hoursFrom = deps.now().getTime() - KEPT_DAYS.HOUR * DAY_MS;
  const granularity = from.getTime() < hoursFrom ? 'DAY' : 'HOUR';
  const range = inOneStep(readSpan({ from, to, granularity }, deps.now()).range);
  const { workspaceId } = filter;
  const { dirty, ...marks } = await findUsageMarks(read, { workspaceId, of: range }, deps);
  return {
    range,
    ...marks,
    groups: async (query) => {
      const { sums } = await sumLargest(read, { ...query, range, dirty });
      return arrangeUsage(sums, range, query.grouping).groups;
    },
    within: async (query) => (await sumLargest(read, { ...query, range, dirty, within: true })).sums,
  };
}

/** Narrows a filter to the groups of one dimension. */
export function narrowTo(
  filter: UsageFilter,
  by: 'KEY' | 'SERVER',
  groups: readonly UsageGroup[],
): UsageFilter {
  const ids = groups.flatMap(({ values }) => values?.[0] ?? []);
  return by === 'KEY' ? { ...filter, keyIds: ids } : { ...filter, serverIds: ids };
}
