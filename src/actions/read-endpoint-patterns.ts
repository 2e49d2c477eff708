import { Refusal } from '../core/errors.ts';
import type { UsageRange } from '../core/usage/range.ts';
import {
  arrangeUsage,
  REST_RANK,
  type UsageGroup,
  type UsageSum,
  type UsageTotals,
} from '../core/usage/report.ts';
import type { Read } from '../storage/read.ts';
import type { ReadUsageDeps } from './read-usage.ts';
import { narrowTo, openTotals, type TotalsInput } from './usage-totals.ts';

/** What a key or server has to do with one endpoint. */
export interface EndpointShare {
  readonly endpoint: string;
  /** Of the requests of its key or server, from 0 to 1. */
  readonly share: number;
  readonly totals: UsageTotals;
}

/** Which endpoints keys or servers use. */
export interface EndpointPatterns {
  readonly range: UsageRange;
  readonly completeThrough: Date | null;
  readonly lostEvents: number;
  /** Those with most requests first, each with its most used endpoints. */
  readonly groups: readonly { readonly group: UsageGroup; readonly endpoints: readonly EndpointShare[] }[];
}

const GROUPS_MAX = 100;
const ENDPOINTS_MAX = 50;

/**
 * Reads which endpoints the busiest keys or servers use. Two statements, however many there are. Refused as `openTotals`
 * does.
 */
export async function readEndpointPatterns(
  read: Read,
  deps: ReadUsageDeps,
  input: TotalsInput & { readonly by: 'KEY' | 'SERVER'; readonly top: number; readonly endpointsMax: number },
): Promise<EndpointPatterns> {
  const { by, top, filter, endpointsMax } = input;
  if (top < 1 || top > GROUPS_MAX)
    throw new Refusal('INVALID_INPUT', `top: must be from 1 to ${GROUPS_MAX}.`);
  if (endpointsMax < 1 || endpointsMax > ENDPOINTS_MAX) {
    throw new Refusal('INVALID_INPUT', `endpoints: must be from 1 to ${ENDPOINTS_MAX}.`);
  }
  const totals = await openTotals(read, deps, input);
  const groups = (await totals.groups({ filter, grouping: { by: [by] }, groupsMax: top })).filter(
    ({ rest }) => !rest,
  );
  const sums = await totals.within({
    filter: narrowTo(filter, by, groups),
    grouping: { by: [by, 'ENDPOINT'] },
    groupsMax: endpointsMax,
  });
  const told = sums.filter(({ rank }) => rank !== REST_RANK);
  const ofGroup = Map.groupBy(told, ({ values }) => values?.[0]);
  return {
    range: totals.range,
    completeThrough: totals.completeThrough,
    lostEvents: totals.lostEvents,
    groups: groups.map((group) => ({
      group,
      endpoints: sharesOf(ofGroup.get(group.values?.[0]) ?? [], totals.range, group.totals.requests),
    })),
  };
}

/** Within one key or server, ranks are those of its endpoints. */
function sharesOf(sums: readonly UsageSum[], range: UsageRange, requests: number): EndpointShare[] {
  const { groups } = arrangeUsage(sums, range, { by: ['KEY', 'ENDPOINT'] });
  return groups.map(({ endpoint, totals }) => ({
    endpoint: endpoint ?? '',
    share: requests === 0 ? 0 : totals.requests / requests,
    totals,
  }));
}
