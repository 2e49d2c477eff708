import { arrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/** The watermark up to which a shard's acknowledged cells are in Postgres. */
export function rollUpWatermark(shard: number): string {
  return `roll-up:${shard}`;
}

/** The start of the last minute that the detector has scored of a slice of keys. */
export function detectWatermark(slice: number): string {
  return `${DETECT_PREFIX}${slice}`;
}

/** All of them begin so. */
export const DETECT_PREFIX = 'detect:';

/** The minute up to which the states of a slice are stored; later ones are learnt from the minutes again. */
export function statesWatermark(slice: number): string {
  return `detector-states:${slice}`;
}

/** Reads how far each job has come. */
export async function readWatermarks(db: Db): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.watermark.findMany();
  return new Map(rows.map(({ name, at }) => [name, at]));
}

/** Reads one watermark. */
export async function findWatermark(db: Db, name: string): Promise<Date | undefined> {
  return (await db.watermark.findUnique({ where: { name } }))?.at;
}

/** Moves a watermark on; one that is further already stays. */
export async function writeWatermark(db: Db, name: string, at: Date, now: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO watermarks (name, at, updated_at) VALUES (${name}, ${at}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (name) DO UPDATE
    SET at = GREATEST(watermarks.at, EXCLUDED.at), updated_at = GREATEST(watermarks.updated_at, EXCLUDED.updated_at)`;
}

/** Moves watermarks that all stand where they are given from one instant to another, and returns the names of those that did. */
export async function moveWatermarks(
  db: Db,
  { names, from, to, now }: { names: readonly string[]; from: Date; to: Date; now: Date },
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    UPDATE watermarks SET at = ${to}::timestamptz, updated_at = ${now}::timestamptz
    WHERE name = ANY(${arrayLiteral(names)}::text[]) AND at = ${from}::timestamptz RETURNING name`;
  return new Set(rows.map(({ name }) => name));
}

/** The instant up to which every shard is rolled up, undefined while one of them has never been. */
export function completeThrough(watermarks: ReadonlyMap<string, Date>, shards: number): Date | undefined {
  const instants = Array.from({ length: shards }, (_, shard) => watermarks.get(rollUpWatermark(shard)));
  return instants.reduce((least, at) =>
    least === undefined || at === undefined ? undefined : at < least ? at : least,
  );
}
