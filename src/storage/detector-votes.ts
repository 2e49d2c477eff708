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

/** The votes of all slices together by minute (Unix milliseconds), minutes without any left out. */
export async function findVotes(
  db: Db,
  span: { readonly from: Date; readonly before: Date },
): Promise<ReadonlyMap<number, ErrorTally>> {
  const rows = await db.$queryRaw<({ minute: Date } & ErrorTally)[]>`
    SELECT minute, sum(busy_keys)::int AS "busyKeys", sum(jumped_keys)::int AS "jumpedKeys"
    FROM detector_votes WHERE minute >= ${span.from}::timestamptz AND minute < ${span.before}::timestamptz
    GROUP BY minute`;
  return new Map(rows.map(({ minute, ...votes }) => [minute.getTime(), votes]));
}

/** The votes of a minute by workspace, of those in which errors jumped. */
export async function findTallies(db: Db, minute: Date): Promise<ReadonlyMap<string, ErrorTally>> {
  const rows = await db.$queryRaw<({ workspaceId: string } & ErrorTally)[]>`
    SELECT each.key AS "workspaceId", sum((each.value->>'busyKeys')::int)::int AS "busyKeys",
      sum((each.value->>'jumpedKeys')::int)::int AS "jumpedKeys"
    FROM detector_votes CROSS JOIN jsonb_each(jumped) AS each
    WHERE minute = ${minute}::timestamptz GROUP BY each.key`;
  return new Map(rows.map(({ workspaceId, ...tally }) => [workspaceId, tally]));
}

/** Forgets the votes of minutes that no state is learnt from any more. */
export async function forgetVotes(db: Db, before: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM detector_votes WHERE minute < ${before}::timestamptz`;
}
