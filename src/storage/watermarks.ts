import type { Db } from './tenancy.ts';

/** The watermark up to which a shard's acknowledged cells are in Postgres. */
export function rollUpWatermark(shard: number): string {
  return `roll-up:${shard}`;
}

/** The start of the last minute that the detector has scored. */
export const DETECT_WATERMARK = 'detect';

/** Reads how far each job has come. */
export async function readWatermarks(db: Db): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.watermark.findMany();
  return new Map(rows.map(({ name, at }) => [name, at]));
}

/** Moves a watermark on; one that is further already stays. */
export async function writeWatermark(db: Db, name: string, at: Date, now: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO watermarks (name, at, updated_at) VALUES (${name}, ${at}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (name) DO UPDATE
    SET at = GREATEST(watermarks.at, EXCLUDED.at), updated_at = GREATEST(watermarks.updated_at, EXCLUDED.updated_at)`;
}

/** The instant up to which every shard is rolled up, undefined while one of them has never been. */
export function completeThrough(watermarks: ReadonlyMap<string, Date>, shards: number): Date | undefined {
  const instants = Array.from({ length: shards }, (_, shard) => watermarks.get(rollUpWatermark(shard)));
  return instants.reduce((least, at) =>
    least === undefined || at === undefined ? undefined : at < least ? at : least,
  );
}
