import type { PolicyReplayReasonCode, ReplayCountsFragment } from '../../gql/graphql.ts';
import { count, share } from '../../ui/figures.ts';

/** `1,204`, or `30 to 470` where it is known within bounds. */
export function rejectedText({ rejectedAtLeast, rejectedAtMost }: ReplayCountsFragment): string {
  return rejectedAtLeast === rejectedAtMost
    ? count(rejectedAtMost)
    : `${count(rejectedAtLeast)} to ${count(rejectedAtMost)}`;
}

/** The same as a part of what was let through. */
export function shareText({ letThrough, rejectedAtLeast, rejectedAtMost }: ReplayCountsFragment): string {
  if (letThrough === 0) return '–';
  const [least, most] = [share(rejectedAtLeast / letThrough), share(rejectedAtMost / letThrough)];
  return least === most ? most : `${least} to ${most}`;
}

/** What the trial comes to, in one sentence. */
export function verdictOf(counts: ReplayCountsFragment): string {
  const { letThrough, rejectedAtLeast, rejectedAtMost, exact } = counts;
  if (letThrough === 0)
    return 'None of these keys had a request that was let through in this span: there is nothing to lose.';
  if (rejectedAtMost === 0)
    return `Nothing would have been lost: all ${count(letThrough)} requests that were let through would have been let through again.`;
  const part = `of the ${count(letThrough)} requests that were let through`;
  if (exact) return `${count(rejectedAtMost)} ${part} would have been rejected (${shareText(counts)}).`;
  if (rejectedAtLeast === 0)
    return `At most ${count(rejectedAtMost)} ${part} would have been rejected (up to ${share(rejectedAtMost / letThrough)}); maybe none.`;
  return `Between ${count(rejectedAtLeast)} and ${count(rejectedAtMost)} ${part} would have been rejected (${shareText(counts)}).`;
}

const IN_SHORT: Readonly<Record<PolicyReplayReasonCode, string>> = {
  ADDRESSES_APART: 'addresses are counted apart',
  ADDRESSES_NOT_STORED: 'some addresses are not stored',
  COSTS_NOT_STORED: 'costs are not stored',
  ORDER_NOT_STORED: 'counted by the minute',
  SCOPES_NOT_STORED: 'asked scopes are not stored',
  STORED_BY_HOUR: 'older ones by the hour',
};

/** Whether a number is exact, and in few words why not. */
export function knownText({ exact, reasons }: ReplayCountsFragment): string {
  return exact ? 'Exactly' : `Within bounds: ${reasons.map(({ code }) => IN_SHORT[code]).join(', ')}`;
}
