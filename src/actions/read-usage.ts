import { Refusal } from '../core/errors.ts';
import type { Grouping } from '../core/usage/dimension.ts';
import { inOneStep, type UsageRange } from '../core/usage/range.ts';
import {
  arrangeUsage,
  REST_RANK,
  type UsageGroup,
  type UsageSum,
  type UsageTotals,
} from '../core/usage/report.ts';
import type { Read } from '../storage/read.ts';
import { findUsageMarks } from '../storage/usage-marks.ts';
import type { UsageFilter } from '../storage/usage-query.ts';
import { findLargest, type Groups, type RankedQuery, sumGroups, sumLargest } from '../storage/usage-sums.ts';
import type { ActionDeps } from './deps.ts';
import { type AskedSpan, readSpan } from './usage-span.ts';

export interface UsageReport {
  /** The range that was read: the one asked for, widened to whole steps. */
  readonly range: UsageRange;
  /** Everything acknowledged before this instant is in it; null while nothing was ever rolled up. */
  readonly completeThrough: Date | null;
  /** What is known by number to be lost of all usage of the workspace in the range. */
  readonly lostEvents: number;
  readonly totals: UsageTotals;
  readonly groups: readonly UsageGroup[];
  /** Groups beyond the largest ones; they are in the rest. */
  readonly groupsLeftOut: number;
  /** As many steps just before; null where it was not asked for. */
  readonly previous: { readonly from: number; readonly to: number; readonly totals: UsageTotals } | null;
}

export type ReadUsageDeps = Pick<ActionDeps, 'now'> & { readonly shards: number };

const GROUPS_MAX = 1_000;
const GROUPS_USUAL = 100;
const POINTS_MAX = 100_000;
const DIMENSIONS_MAX = 3;
const NAME_LENGTH_MAX = 200;

/**
 * Reads the usage of a workspace. Exact, whatever has been summed already, up to `completeThrough`. Refused with
 * INVALID_INPUT, RANGE_TOO_LONG, RANGE_NOT_KEPT or TOO_MANY_POINTS before anything is read.
 */
export async function readUsage(
  read: Read,
  deps: ReadUsageDeps,
  input: AskedSpan & {
    readonly filter: UsageFilter;
    readonly grouping: Grouping;
    /** How many groups, the largest first; left out: 100, or fewer for many steps. */
    readonly top?: number | undefined;
    readonly compare?: boolean | undefined;
  },
): Promise<UsageReport> {
  const { filter, grouping } = input;
  const { range, before } = readSpan(input, deps.now());
  checkGrouping(grouping);
  const groupsMax = checkTop(input.top, range.steps.length, grouping);
  const earlier = input.compare === true ? before() : undefined;
  const { dirty, ...marks } = await findUsageMarks(
    read,
    {
      workspaceId: filter.workspaceId,
      of: range,
      reading: { from: earlier?.from ?? range.from, to: range.to },
    },
    deps,
  );
  const query = { range, filter, dirty, grouping };
  const { sums, previous, groupCount } = await sumSteps(read, { ...query, groupsMax }, earlier);
  const { groups, ...arranged } = arrangeUsage(sums, range, grouping, previous);
  return {
    range,
    ...marks,
    totals: arranged.totals,
    groups,
    groupsLeftOut: Math.max(0, groupCount - groupsMax),
    previous:
      earlier === undefined || arranged.previous === null
        ? null
        : { from: earlier.from, to: earlier.to, totals: arranged.previous },
  };
}

/**
 * Sums the largest groups and the rest step by step, and in `earlier` as one step. Of few steps, all groups are summed and
 * ranked in one statement. Of many, they are ranked first, without steps, which reads whole days from their sums: to keep
 * each group's steps until all are ranked would take four times as long (1,000 keys, 30 days by hour).
 */
async function sumSteps(
  read: Read,
  query: RankedQuery,
  earlier: UsageRange | undefined,
): Promise<{ sums: UsageSum[]; previous: UsageSum[] | undefined; groupCount: number }> {
  const sumEarlier = async (groups: Groups) =>
    earlier && (await sumGroups(read, { ...query, range: inOneStep(earlier), groups }));
  if (query.range.steps.length <= STEPS_AT_ONCE && query.grouping.by.length > 0) {
    const { sums, groupCount } = await sumLargest(read, query);
    return { sums, groupCount, previous: await sumEarlier(groupsOf(sums)) };
  }
  const { groups, groupCount } =
    query.grouping.by.length === 0
      ? { groups: [[]], groupCount: 1 }
      : await findLargest(read, { ...query, range: inOneStep(query.range) });
  const [sums, previous] = await Promise.all([sumGroups(read, { ...query, groups }), sumEarlier(groups)]);
  return { sums, previous, groupCount };
}

/** A week of days. All groups' steps are kept until they are ranked, however many groups there are. */
const STEPS_AT_ONCE = 7;

/** The groups of ranked sums, the largest first. */
function groupsOf(sums: readonly UsageSum[]): Groups {
  const ranked = new Map(sums.map(({ rank, values }) => [rank, values ?? []]));
  ranked.delete(REST_RANK);
  return [...ranked].sort(([a], [b]) => a - b).map(([, values]) => values);
}

/** Refuses dimensions that do not go together, with INVALID_INPUT. */
export function checkGrouping({ by, metadata }: Grouping): void {
  if (by.length > DIMENSIONS_MAX || new Set(by).size < by.length) {
    throw new Refusal('INVALID_INPUT', `groupBy: must be at most ${DIMENSIONS_MAX} dimensions, each once.`);
  }
  if (by.includes('METADATA') !== (metadata !== undefined)) {
    throw new Refusal('INVALID_INPUT', 'metadata: name the field that METADATA in `groupBy` stands for.');
  }
  if (metadata !== undefined && (metadata.includes('\0') || metadata.length > NAME_LENGTH_MAX)) {
    throw new Refusal('INVALID_INPUT', `metadata: must be a name of at most ${NAME_LENGTH_MAX} characters.`);
  }
}

/** Points are bounded before anything is read. */
function checkTop(top: number | undefined, steps: number, { by }: Grouping): number {
  if (top !== undefined && (top < 1 || top > GROUPS_MAX)) {
    throw new Refusal('INVALID_INPUT', `top: must be from 1 to ${GROUPS_MAX}.`);
  }
  if (by.length === 0) return 1;
  const most = Math.max(1, Math.floor(POINTS_MAX / steps));
  if (top !== undefined && top > most) {
    throw new Refusal(
      'TOO_MANY_POINTS',
      `top: ${top} groups of ${steps} steps are more than ${POINTS_MAX} points; ask for at most ${most} groups, or for at most ${Math.floor(POINTS_MAX / top)} steps.`,
    );
  }
  return top ?? Math.min(GROUPS_USUAL, most);
}
