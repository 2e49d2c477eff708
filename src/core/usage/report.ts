import { DECISION_CODES, type DecisionCode } from '../decision.ts';
import { NO_SERVER } from './cell.ts';
import type { Grouping, UsageDimension } from './dimension.ts';
import { latencyPercentileMs } from './measure.ts';
import type { UsageRange } from './range.ts';

/** The rank of what is in no group. */
export const REST_RANK = 0;

export interface UsageCounts {
  readonly requests: number;
  readonly denied: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly bytes: number;
}

/**
 * Sums of one group, or of the rest: of one step, or of one latency bucket, whose `requests` counts its responses. Sums of
 * the same add up.
 */
export interface UsageSum extends UsageCounts {
  /** REST_RANK, or from 1 on a group, the largest first. */
  readonly rank: number;
  /** What the group has in common, a text for each dimension as storage writes it; null: the rest. */
  readonly values: readonly string[] | null;
  /** The place of the step in the range. */
  readonly step: number | null;
  readonly latency: number | null;
}

export interface UsageTotals extends UsageCounts {
  /** Errors per request, 0 where there was none. */
  readonly errorRate: number;
  /** Milliseconds, within 9.1 %; null where no latency was reported. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

export interface UsagePoint extends UsageCounts {
  readonly at: number;
}

/** What has all that it is grouped by in common; null where it is not grouped by that, or nothing is known. */
export interface GroupValues {
  readonly keyId: string | null;
  /** Null also for requests that named no server. */
  readonly serverId: string | null;
  readonly endpoint: string | null;
  readonly code: DecisionCode | null;
  readonly environment: string | null;
  readonly ownerId: string | null;
  readonly metadata: string | null;
}

export interface UsageGroup extends GroupValues {
  /** Everything that is in no other group. */
  readonly rest: boolean;
  /** As storage writes them; null: the rest. */
  readonly values: readonly string[] | null;
  readonly totals: UsageTotals;
  /** The totals of the span before; null where they were not asked for. */
  readonly previous: UsageTotals | null;
  /** Every step of the range, with zeros where nothing was counted. */
  readonly series: readonly UsagePoint[];
}

/**
 * Arranges sums as totals and groups, which add up to them: the largest first, and the rest last where it holds anything.
 * An ungrouped report has one group, also where nothing was counted. `previous` has sums of the span before, with the
 * same ranks.
 */
export function arrangeUsage(
  sums: readonly UsageSum[],
  range: UsageRange,
  grouping: Grouping,
  previous?: readonly UsageSum[],
): { totals: UsageTotals; previous: UsageTotals | null; groups: UsageGroup[] } {
  const byRank = Map.groupBy(sums, ({ rank }) => rank);
  const before = previous && Map.groupBy(previous, ({ rank }) => rank);
  const ranks = new Set([...byRank.keys(), ...(before?.has(REST_RANK) === true ? [REST_RANK] : [])]);
  if (grouping.by.length === 0) ranks.add(1);
  return {
    totals: totalsOf(sums),
    previous: previous === undefined ? null : totalsOf(previous),
    groups: [...ranks].sort(restLast).map((rank) => {
      const ofGroup = byRank.get(rank) ?? [];
      const values = ofGroup[0]?.values ?? null;
      return {
        ...readValues(grouping.by, values),
        rest: rank === REST_RANK,
        values,
        totals: totalsOf(ofGroup),
        previous: before === undefined ? null : totalsOf(before.get(rank) ?? []),
        series: seriesOf(ofGroup, range),
      };
    }),
  };
}

function restLast(a: number, b: number): number {
  return (a === REST_RANK ? Number.POSITIVE_INFINITY : a) - (b === REST_RANK ? Number.POSITIVE_INFINITY : b);
}

const UNGROUPED: GroupValues = {
  keyId: null,
  serverId: null,
  endpoint: null,
  code: null,
  environment: null,
  ownerId: null,
  metadata: null,
};

function readValues(by: readonly UsageDimension[], values: readonly string[] | null): GroupValues {
  if (values === null) return UNGROUPED;
  return Object.assign(
    {},
    UNGROUPED,
    ...by.map((dimension, place) => READERS[dimension](values[place] ?? '')),
  );
}

const READERS: Readonly<Record<UsageDimension, (value: string) => Partial<GroupValues>>> = {
  KEY: (keyId) => ({ keyId }),
  SERVER: (serverId) => ({ serverId: serverId === NO_SERVER ? null : serverId }),
  ENDPOINT: (endpoint) => ({ endpoint }),
  CODE: (measure) => ({ code: DECISION_CODES[Number(measure)] ?? null }),
  ENVIRONMENT: (environment) => ({ environment: environment === '' ? null : environment }),
  OWNER: (ownerId) => ({ ownerId: ownerId === '' ? null : ownerId }),
  METADATA: (value) => ({ metadata: value === '' ? null : value.slice(1) }),
};

function seriesOf(sums: readonly UsageSum[], { steps }: UsageRange): UsagePoint[] {
  const points = steps.map((at) => ({ at, ...NOTHING }));
  for (const sum of sums) {
    const point = sum.step === null ? undefined : points[sum.step];
    if (point !== undefined) addCounts(point, sum);
  }
  return points;
}

const NOTHING: UsageCounts = { requests: 0, denied: 0, clientErrors: 0, serverErrors: 0, bytes: 0 };

function totalsOf(sums: readonly UsageSum[]): UsageTotals {
  const counts = { ...NOTHING };
  const latencies = new Map<number, number>();
  for (const sum of sums) {
    if (sum.latency === null) addCounts(counts, sum);
    else latencies.set(sum.latency, (latencies.get(sum.latency) ?? 0) + sum.requests);
  }
  const errors = counts.clientErrors + counts.serverErrors;
  return {
    ...counts,
    errorRate: counts.requests === 0 ? 0 : errors / counts.requests,
    p50Ms: latencyPercentileMs(latencies, 0.5),
    p95Ms: latencyPercentileMs(latencies, 0.95),
    p99Ms: latencyPercentileMs(latencies, 0.99),
  };
}

function addCounts(to: { -readonly [Name in keyof UsageCounts]: number }, counts: UsageCounts): void {
  to.requests += counts.requests;
  to.denied += counts.denied;
  to.clientErrors += counts.clientErrors;
  to.serverErrors += counts.serverErrors;
  to.bytes += counts.bytes;
}
