import { DAY_MS } from '../core/usage/cell.ts';
import { takeLock } from './locks.ts';
import type { Db } from './tenancy.ts';

export const PARTITIONED_TABLES = [
  'usage_minutes',
  'usage_source_minutes',
  'usage_hours',
  'usage_key_hours',
] as const;

export type PartitionedTable = (typeof PARTITIONED_TABLES)[number];

/** What one partition holds, in UTC. */
const SPANS = {
  usage_minutes: 'day',
  usage_source_minutes: 'day',
  usage_hours: 'month',
  usage_key_hours: 'month',
} as const satisfies Record<PartitionedTable, 'day' | 'month'>;

const SCHEMA = 'usage_partitions';

/** When the partition that holds an instant begins, in UTC. */
export function partitionStart(table: PartitionedTable, at: Date): Date {
  if (SPANS[table] === 'day') return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
}

/**
 * Makes the partitions that hold the given instants where they are missing, in the caller's transaction. Attaching
 * leaves readers and writers of the table alone (`CREATE … PARTITION OF` would lock them out).
 */
export async function ensurePartitions(
  db: Db,
  table: PartitionedTable,
  instants: readonly Date[],
): Promise<void> {
  const wanted = new Map(
    instants.map((at) => partitionStart(table, at)).map((at) => [partitionName(table, at), at]),
  );
  const present = new Set(await findPartitions(db, table));
  if ([...wanted.keys()].every((name) => present.has(name))) return;
  await takeLock(db, 'partitions');
  const made = new Set(await findPartitions(db, table));
  for (const [name, start] of wanted) {
    if (made.has(name)) continue;
    const bounds = `FROM ('${start.toISOString()}') TO ('${partitionEnd(table, start).toISOString()}')`;
    await db.$executeRawUnsafe(`CREATE TABLE ${SCHEMA}.${name} (LIKE public.${table} INCLUDING ALL)`);
    await db.$executeRawUnsafe(
      `ALTER TABLE public.${table} ATTACH PARTITION ${SCHEMA}.${name} FOR VALUES ${bounds}`,
    );
  }
}

/**
 * Drops the partitions that end at or before an instant and returns their names. Each drop locks the table for a
 * moment; it gives up after two seconds of waiting, so call it again later.
 */
export async function dropPartitions(db: Db, table: PartitionedTable, before: Date): Promise<string[]> {
  const old = (await findPartitions(db, table)).filter((name) => {
    const start = parseStart(table, name);
    return start !== undefined && partitionEnd(table, start) <= before;
  });
  if (old.length === 0) return [];
  await db.$executeRaw`SET LOCAL lock_timeout = '2s'`;
  for (const name of old) await db.$executeRawUnsafe(`DROP TABLE ${SCHEMA}.${name}`);
  return old;
}

/** The names of a table's partitions. */
export async function findPartitions(db: Db, table: PartitionedTable): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT child.relname::text AS name
    FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid JOIN pg_class parent ON parent.oid = inhparent
    WHERE parent.relname = ${table} AND parent.relnamespace = 'public'::regnamespace
    ORDER BY 1`;
  return rows.map(({ name }) => name);
}

function partitionName(table: PartitionedTable, start: Date): string {
  const day = start.toISOString().slice(0, 10).replaceAll('-', '');
  return `${table}_${SPANS[table] === 'day' ? day : day.slice(0, 6)}`;
}

function partitionEnd(table: PartitionedTable, start: Date): Date {
  if (SPANS[table] === 'day') return new Date(start.getTime() + DAY_MS);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
}

function parseStart(table: PartitionedTable, name: string): Date | undefined {
  const match = new RegExp(`^${table}_(\\d{4})(\\d{2})(\\d{2})?$`).exec(name);
  if (match === null) return undefined;
  const [, year, month, day = '01'] = match;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}
