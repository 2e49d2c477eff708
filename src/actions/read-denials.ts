import { DECISION_CODES, type DecisionCode } from '../core/decision.ts';
import { Refusal } from '../core/errors.ts';
import { decisionMeasure } from '../core/usage/measure.ts';
import type { UsageRange } from '../core/usage/range.ts';
import type { UsageGroup } from '../core/usage/report.ts';
import type { Read } from '../storage/read.ts';
import type { ReadUsageDeps } from './read-usage.ts';
import { narrowTo, openTotals, type TotalsInput } from './usage-totals.ts';

/** How often something was denied for one reason. */
export interface DeniedCode {
  readonly code: DecisionCode;
  readonly requests: number;
}

/** Why requests were denied, in all and by key or server. */
export interface DeniedBreakdown {
  readonly range: UsageRange;
  readonly completeThrough: Date | null;
  readonly lostEvents: number;
  readonly requests: number;
  /** The most frequent first, as everywhere here. */
  readonly codes: readonly DeniedCode[];
  /** The rest last. */
  readonly groups: readonly { readonly group: UsageGroup; readonly codes: readonly DeniedCode[] }[];
}

const GROUPS_MAX = 100;
const DENIED: readonly number[] = DECISION_CODES.filter((code) => code !== 'VALID').map(decisionMeasure);

/**
 * Reads why requests were denied: the groups with most of them, and each one's codes. Three statements, however many
 * there are. Refused as `openTotals` does.
 */
export async function readDenials(
  read: Read,
  deps: ReadUsageDeps,
  input: TotalsInput & { readonly by: 'KEY' | 'SERVER'; readonly top: number },
): Promise<DeniedBreakdown> {
  const { by, top } = input;
  if (top < 1 || top > GROUPS_MAX)
    throw new Refusal('INVALID_INPUT', `top: must be from 1 to ${GROUPS_MAX}.`);
  const asked = input.filter.measures;
  const measures = DENIED.filter((measure) => asked === undefined || asked.includes(measure));
  const filter = { ...input.filter, measures };
  const totals = await openTotals(read, deps, { ...input, filter });
  const groups = await totals.groups({ filter, grouping: { by: [by] }, groupsMax: top });
  const told = groups.filter(({ rest }) => !rest);
  const [all, each] = await Promise.all([
    totals.groups({ filter, grouping: { by: ['CODE'] }, groupsMax: DENIED.length }),
    totals.groups({
      filter: narrowTo(filter, by, told),
      grouping: { by: [by, 'CODE'] },
      groupsMax: told.length * DENIED.length + 1,
    }),
  ]);
  const codes = codesOf(all);
  const ofValue = Map.groupBy(each, ({ values }) => values?.[0]);
  const toldCodes = [...ofValue.values()].flatMap(codesOf);
  return {
    range: totals.range,
    completeThrough: totals.completeThrough,
    lostEvents: totals.lostEvents,
    requests: codes.reduce((sum, { requests }) => sum + requests, 0),
    codes,
    groups: groups.map((group) => ({
      group,
      codes: group.rest ? without(codes, toldCodes) : codesOf(ofValue.get(group.values?.[0]) ?? []),
    })),
  };
}

function codesOf(groups: readonly UsageGroup[]): DeniedCode[] {
  return groups.flatMap(({ code, totals }) => (code === null ? [] : [{ code, requests: totals.requests }]));
}

function without(codes: readonly DeniedCode[], told: readonly DeniedCode[]): DeniedCode[] {
  const toldOf = (code: DecisionCode) =>
    told.reduce((sum, each) => (each.code === code ? sum + each.requests : sum), 0);
  return codes
    .map(({ code, requests }) => ({ code, requests: requests - toldOf(code) }))
    .filter(({ requests }) => requests > 0)
    .sort((a, b) => b.requests - a.requests);
}
