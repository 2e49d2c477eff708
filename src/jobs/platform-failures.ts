import { beginMinute, isFailing, newFleet } from '../core/detector/fleet.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { findVotes } from '../storage/detector-votes.ts';
import type { Db } from '../storage/tenancy.ts';

/** Votes of so many minutes before decide about a minute. */
const MINUTES_BEFORE = 5;

/**
 * The minutes of a span in which the platform was failing, by what was voted in the minutes before (Unix
 * milliseconds). Every worker comes to the same, also when it looks again.
 */
export async function findFailingMinutes(db: Db, from: number, before: number): Promise<ReadonlySet<number>> {
  const begin = from - MINUTES_BEFORE * MINUTE_MS;
  const votes = await findVotes(db, { from: new Date(begin), before: new Date(before) });
  const failing = new Set<number>();
  let fleet = newFleet();
  for (let minute = begin; votes.size > 0 && minute < before; minute += MINUTE_MS) {
    fleet = beginMinute(fleet, minute / MINUTE_MS);
    if (minute >= from && isFailing(fleet)) failing.add(minute);
    fleet = { ...fleet, ...votes.get(minute) };
  }
  return failing;
}
