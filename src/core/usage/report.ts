import { DECISION_CODES, type DecisionCode } from '../decision.ts';
import { NO_SERVER } from './cell.ts';
import { latencyPercentileMs } from './measure.ts';
import { stepsOf, type UsageRange } from './range.ts';

/** Sums of one group: of one step, of one latency bucket, or (rank 0) of everything. */
export interface UsageSum {
  /** 0: all groups together; from 1 on a group, the largest first. */
  readonly rank: number;
  readonly group: GroupValues;
  /** Start of a step in Unix milliseconds. */
  readonly at: number | null;
  /** The measure of a latency bucket: `requests` counts its responses. */
  readonly latency: number | null;
  readonly counts: UsageCounts;
}

/** What a group has in common; null where it is not grouped by that. */
export interface GroupValues {
  readonly keyId: string | null;
  readonly serverId: string | null;
  readonly endpoint: string | null;
  /** A decision's number. */
  readonly code: number | null;
}

export interface UsageCounts {
  readonly requests: number;
  readonly denied: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly bytes: number;
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

export interface UsageGroup {
  readonly keyId: string | null;
  /** Null also for requests that named no server. */
  readonly serverId: string | null;
  readonly endpoint: string | null;
  readonly code: DecisionCode | null;
  readonly totals: UsageTotals;
  /** Every step of the range, with zeros where nothing was counted. */
  readonly series: readonly UsagePoint[];
}

/** Arranges sums as totals and groups. An ungrouped report has one group, also where nothing was counted. */
export function arrangeUsage(
  sums: readonly UsageSum[],
  range: UsageRange,
  grouped: boolean,
): { totals: UsageTotals; groups: UsageGroup[] } {
  const steps = stepsOf(range);
  const byRank = Map.groupBy(sums, ({ rank }) => rank);
  const totals = totalsOf(byRank.get(0) ?? []);
  byRank.delete(0);
  if (!grouped) return { totals, groups: [toGroup(byRank.get(1) ?? [], steps)] };
  const ranked = [...byRank].sort(([a], [b]) => a - b);
  return { totals, groups: ranked.map(([, ofGroup]) => toGroup(ofGroup, steps)) };
}

function toGroup(sums: readonly UsageSum[], steps: readonly number[]): UsageGroup {
  const { keyId = null, serverId = null, endpoint = null, code = null } = sums[0]?.group ?? {};
  const byStep = new Map(sums.map(({ at, counts }) => [at, counts]));
  return {
    keyId,
    serverId: serverId === NO_SERVER ? null : serverId,
    endpoint,
    code: code === null ? null : (DECISION_CODES[code] ?? null),
    totals: totalsOf(sums),
    series: steps.map((at) => ({ at, ...(byStep.get(at) ?? NOTHING) })),
  };
}

const NOTHING: UsageCounts = { requests: 0, denied: 0, clientErrors: 0, serverErrors: 0, bytes: 0 };

function totalsOf(sums: readonly UsageSum[]): UsageTotals {
  const counts = { ...NOTHING };
  const latencies = new Map<number, number>();
  for (const sum of sums) {
    if (sum.latency === null) addCounts(counts, sum.counts);
    else latencies.set(sum.latency, sum.counts.requests);
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
