import type { Db } from './tenancy.ts';

/** How many keys of a slice were busy in a minute, and on how many of them errors jumped. */
export interface SliceVotes {
  readonly busyKeys: number;
  readonly jumpedKeys: number;
}

/** Stores the votes of a slice of keys in a minute; the first ones stay. */
export async function insertVotes(
  db: Db,
  { minute, slice, busyKeys, jumpedKeys }: SliceVotes & { readonly minute: Date; readonly slice: number },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO detector_votes (minute, slice, busy_keys, jumped_keys)
    VALUES (${minute}::timestamptz, ${slice}::smallint, ${busyKeys}::int, ${jumpedKeys}::int)
    ON CONFLICT DO NOTHING`;
}

/** The votes of all slices together by minute (Unix milliseconds), minutes without any left out. */
export async function findVotes(
  db: Db,
  span: { readonly from: Date; readonly before: Date },
): Promise<ReadonlyMap<number, SliceVotes>> {
  const rows = await db.$queryRaw<({ minute: Date } & SliceVotes)[]>`
    SELECT minute, sum(busy_keys)::int AS "busyKeys", sum(jumped_keys)::int AS "jumpedKeys"
    FROM detector_votes WHERE minute >= ${span.from}::timestamptz AND minute < ${span.before}::timestamptz
    GROUP BY minute`;
  return new Map(rows.map(({ minute, ...votes }) => [minute.getTime(), votes]));
}

/** Forgets the votes of minutes that no state is learnt from any more. */
export async function forgetVotes(db: Db, before: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM detector_votes WHERE minute < ${before}::timestamptz`;
}
