import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { HOUR_MS } from '../src/core/usage/cell.ts';
import { SUM_SOURCE } from '../src/core/usage/source.ts';
import { addTo } from './count-tally.ts';

/** Requests in the usage tables, by key: from the finest rows, and from the sums of hours and of days. */
export interface CountedUsage {
  readonly byMinutes: ReadonlyMap<string, number>;
  readonly byHours: ReadonlyMap<string, number>;
  readonly byDays: ReadonlyMap<string, number>;
}

const POLL_MS = 200;
const WAIT_MS_MAX = 180_000;

/** Waits until all that Redis had acknowledged before a moment of the wall clock is in Postgres. */
export async function untilRolledUp(databaseUrl: string, beforeMs: number): Promise<void> {
  await until('the roll-up does not come to an end', async () => {
    const [row] = await query<{ at: Date | null }>(
      databaseUrl,
      `SELECT min(at) AS at FROM watermarks WHERE name LIKE 'roll-up:%'`,
    );
    return (row?.at?.getTime() ?? 0) > beforeMs;
  });
}

/** Waits until all hours that are over are summed, and reads what was counted. */
export async function readCountedUsage(databaseUrl: string): Promise<CountedUsage> {
  const openHour = () => new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS);
  await until('the hours are not summed', async () => {
    const dirty = 'SELECT 1 FROM usage_dirty_hours WHERE hour < $1 LIMIT 1';
    return (await query(databaseUrl, dirty, [openHour()])).length === 0;
  });
  const read = async (from: string, values: unknown[] = []) => {
    const text = `SELECT key_id::text AS id, sum(n)::float8 AS n FROM ${from} AND measure < 32 GROUP BY key_id`;
    const rows = await query<{ id: string; n: number }>(databaseUrl, text, values);
    return new Map(rows.map(({ id, n }) => [id, n]));
  };
  const open = await read(
    "usage_minutes WHERE NOT EXISTS (SELECT 1 FROM usage_hours WHERE source = $1 AND hour = date_trunc('hour', minute, 'UTC'))",
    [SUM_SOURCE],
  );
  return {
    byMinutes: plus(
      await read('usage_minutes WHERE true'),
      await read('usage_hours WHERE source <> $1', [SUM_SOURCE]),
    ),
    byHours: plus(await read('usage_hours WHERE true'), open),
    byDays: plus(await read('usage_days WHERE true'), open),
  };
}

/** Ends all connections to a database but one's own, as a restart of the server does. */
export async function endConnections(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
}

/** Asks on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Postgres may be away meanwhile. */
async function until(failure: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WAIT_MS_MAX;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(failure);
    await delay(POLL_MS);
  }
}

function plus(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map(one);
  addTo(sums, other);
  return sums;
}
