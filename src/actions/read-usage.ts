import { Refusal } from '../core/errors.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import {
  type Granularity,
  KEPT_DAYS,
  RANGE_DAYS_MAX,
  STEP_MS,
  type UsageRange,
  wholeSteps,
} from '../core/usage/range.ts';
import { arrangeUsage, type UsageGroup, type UsageTotals } from '../core/usage/report.ts';
import type { Db } from '../storage/tenancy.ts';
import { findDirtyHoursOf, type UsageFilter } from '../storage/usage-query.ts';
import { sumUsage, type UsageDimension } from '../storage/usage-sums.ts';
import { completeThrough, readWatermarks } from '../storage/watermarks.ts';
import type { ActionDeps } from './deps.ts';

export interface UsageReport {
  /** The range that was read: the one asked for, widened to whole steps. */
  readonly range: UsageRange;
  /** Everything acknowledged before this instant is in it; null while nothing was ever rolled up. */
  readonly completeThrough: Date | null;
  readonly totals: UsageTotals;
  readonly groups: readonly UsageGroup[];
  /** Groups beyond the largest ones; they are in the totals. */
  readonly groupsLeftOut: number;
}

const GROUPS_MAX = 1_000;
const POINTS_MAX = 100_000;

/**
 * Reads the usage of a workspace. Exact, whatever has been summed already, up to `completeThrough`. Refused with
 * INVALID_INPUT, RANGE_TOO_LONG or RANGE_NOT_KEPT.
 */
export async function readUsage(
  db: Db,
  deps: Pick<ActionDeps, 'now'> & { readonly shards: number },
  input: {
    readonly filter: UsageFilter;
    readonly from: Date;
    readonly to: Date;
    readonly granularity: Granularity;
    readonly groupBy: readonly UsageDimension[];
    /** How many groups, the largest first. */
    readonly top: number;
  },
): Promise<UsageReport> {
  const range = checkRange(input, deps.now());
  if (input.top < 1 || input.top > GROUPS_MAX) {
    throw new Refusal('INVALID_INPUT', `top: must be from 1 to ${GROUPS_MAX}.`);
  }
  const steps = (range.to - range.from) / STEP_MS[range.granularity];
  // The order matters: all that the watermark promises is committed before the dirty hours are read, and those before
  // the cells.
  const through = completeThrough(await readWatermarks(db), deps.shards);
  const dirty = await findDirtyHoursOf(db, input.filter.workspaceId, range);
  const { sums, groupCount } = await sumUsage(db, {
    range,
    filter: input.filter,
    dirty,
    groupBy: input.groupBy,
    groupsMax: Math.max(1, Math.min(input.top, Math.floor(POINTS_MAX / steps))),
  });
  const { totals, groups } = arrangeUsage(sums, range, input.groupBy.length > 0);
  return {
    range,
    completeThrough: through ?? null,
    totals,
    groups,
    groupsLeftOut: Math.max(0, groupCount - groups.length),
  };
}

function checkRange(input: { from: Date; to: Date; granularity: Granularity }, now: Date): UsageRange {
  const { granularity } = input;
  const [from, to] = [input.from.getTime(), input.to.getTime()];
  if (to <= from) throw new Refusal('INVALID_INPUT', 'to: must be later than `from`.');
  const daysMax = RANGE_DAYS_MAX[granularity];
  if (to - from > daysMax * DAY_MS) {
    throw new Refusal(
      'RANGE_TOO_LONG',
      `By ${granularity} a range has at most ${daysMax} days; ask for less or coarser.`,
    );
  }
  const range = wholeSteps(granularity, from, to);
  const oldest = now.getTime() - KEPT_DAYS[granularity] * DAY_MS - STEP_MS[granularity];
  if (range.from < oldest) {
    throw new Refusal(
      'RANGE_NOT_KEPT',
      `By ${granularity} usage is kept for ${KEPT_DAYS[granularity]} days; begin later or ask coarser.`,
    );
  }
  return range;
}
