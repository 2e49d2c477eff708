import type { ErrorTally } from '../core/platform-incident.ts';
import type { Db } from './tenancy.ts';

/** Stores how the keys of a slice voted in a minute, by workspace; the first votes stay. */
export async function insertVotes(
  db: Db,
  votes: {
    readonly minute: Date;
    readonly slice: number;
    readonly tallies: ReadonlyMap<string, ErrorTally>;
  },
): Promise<void> {
  const { minute, slice, tallies } = votes;
  const all = [...tallies.values()];
  const busyKeys = all.reduce((sum, tally) => sum + tally.busyKeys, 0);
  if (busyKeys === 0) return;
  const jumpedKeys = all.reduce((sum, tally) => sum + tally.jumpedKeys, 0);
  const jumped = JSON.stringify(Object.fromEntries([...tallies].filter(([, tally]) => tally.jumpedKeys > 0)));
  await db.$executeRaw`
    INSERT INTO detector_votes (minute, slice, busy_keys, jumped_keys, jumped)
    VALUES (${minute}::timestamptz, ${slice}::smallint, ${busyKeys}::int, ${jumpedKeys}::int, ${jumped}::jsonb)
    ON CONFLICT DO NOTHING`;
}

/** The votes of a minute: of all keys, and by workspace where errors jumped. */
export interface MinuteVotes extends ErrorTally {
  readonly jumped: Readonly<Record<string, ErrorTally>>;
}

/** The votes of all slices together by minute (Unix milliseconds), minutes without any left out. */
export async function findVotes(
  db: Db,
  span: { readonly from: Date; readonly before: Date },
): Promise<ReadonlyMap<number, MinuteVotes>> {
  const rows = await db.$queryRaw<({ minute: Date } & MinuteVotes)[]>`
    SELECT minute, busy_keys AS "busyKeys", jumped_keys AS "jumpedKeys", jumped
    FROM detector_votes WHERE minute >= ${span.from}::timestamptz AND minute < ${span.before}::timestamptz`;
  const minutes = new Map<number, MinuteVotes>();
  for (const { minute, ...votes } of rows) {
    const known = minutes.get(minute.getTime());
    minutes.set(minute.getTime(), known === undefined ? votes : added(known, votes));
  }
  return minutes;
}

function added(one: MinuteVotes, other: MinuteVotes): MinuteVotes {
  const jumped = { ...one.jumped };
  for (const [workspaceId, tally] of Object.entries(other.jumped)) {
    const known = jumped[workspaceId];
    jumped[workspaceId] = known === undefined ? tally : sumOf(known, tally);
  }
  return { ...sumOf(one, other), jumped };
}

function sumOf(one: ErrorTally, other: ErrorTally): ErrorTally {
  return {
    busyKeys: one.busyKeys + other.busyKeys,
    jumpedKeys: one.jumpedKeys + other.jumpedKeys,
  };
}

/** Forgets the votes of minutes that no state is learnt from any more. */
export async function forgetVotes(db: Db, before: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM detector_votes WHERE minute < ${before}::timestamptz`;
}
