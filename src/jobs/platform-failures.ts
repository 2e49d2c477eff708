import { FAILING_MINUTES, isVotedFailing } from '../core/detector/fleet.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { findVotes, type MinuteVotes } from '../storage/detector-votes.ts';
import type { Db } from '../storage/tenancy.ts';

/** Whom a failure concerns: all, or the keys of one workspace where it is the only one to fail. */
export type FailureScope = 'all' | ReadonlySet<string>;

/** A workspace with more than this share of all keys that fail is what fails. */
const ALONE_SHARE = 0.8;

/**
 * The minutes of a span (Unix milliseconds) in which the platform fails, by what was voted in the three minutes before, as
 * far as it is stored.
 */
export async function findFailures(
  db: Db,
  from: number,
  before: number,
): Promise<ReadonlyMap<number, FailureScope>> {
  const begin = from - FAILING_MINUTES * MINUTE_MS;
  const votes = await findVotes(db, { from: new Date(begin), before: new Date(before) });
  const failures = new Map<number, FailureScope>();
  for (const [minute, each] of votes) {
    const scope = scopeOf(each);
    if (scope === undefined) continue;
    for (let after = 1; after <= FAILING_MINUTES; after += 1) {
      const at = minute + after * MINUTE_MS;
      if (at >= from && at < before) failures.set(at, both(failures.get(at), scope));
    }
  }
  return failures;
}

/** Whether the platform fails for a workspace. */
export function concerns(scope: FailureScope | undefined, workspaceId: string): boolean {
  return scope === 'all' || scope?.has(workspaceId) === true;
}

function scopeOf(votes: MinuteVotes): FailureScope | undefined {
  if (!isVotedFailing(votes)) return undefined;
  const { jumpedKeys, jumped } = votes;
  const alone = Object.entries(jumped).find(([, tally]) => tally.jumpedKeys > ALONE_SHARE * jumpedKeys);
  return alone === undefined ? 'all' : new Set([alone[0]]);
}

function both(one: FailureScope | undefined, other: FailureScope): FailureScope {
  if (one === undefined) return other;
  return one === 'all' || other === 'all' ? 'all' : new Set([...one, ...other]);
}
