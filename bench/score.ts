import { parseArgs } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { DAY_MS, MINUTE_MS, NO_SERVER } from '../src/core/usage/cell.ts';
import { createDetect } from '../src/jobs/detect.ts';
import { openStorage, type Storage } from '../src/storage/client.ts';
import { ensurePartitions } from '../src/storage/partitions.ts';
import { rollUpWatermark, writeWatermark } from '../src/storage/watermarks.ts';
import { openScratch } from './scratch.ts';
import { seedKeys } from './seed-keys.ts';
import { median, round } from './statistics.ts';

/** As many as a slice takes until it is stored, and two more. */
const MINUTES = 12;

const flagsSchema = z.object({ keys: z.coerce.number().int().min(1).default(100_000) });

/**
 * From the close of a minute until all keys that were active in it are scored, with their readings in Postgres: the first
 * minute, of which no key is known, apart from the next ones, which also store the states in turn.
 */
export async function benchScore(flags: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args: flags, options: { keys: { type: 'string' } } });
  const { keys } = flagsSchema.parse(values);
  await using scratch = await openScratch();
  const { workspaceId } = await seedKeys(scratch.config, keys);
  const databaseUrl = scratch.config.databaseUrl ?? '';
  const storage = openStorage({ databaseUrl });
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const first = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 2 * MINUTES * MINUTE_MS;
  for (const table of ['usage_minutes', 'usage_source_minutes'] as const) {
    const days = [-DAY_MS, 0, DAY_MS].map((ahead) => new Date(first + ahead));
    await storage.transaction(async (tx) => await ensurePartitions(tx, table, days));
  }
  const seconds: number[] = [];
  const cpu: number[] = [];
  const detect = createDetect();
  const context = contextOf(storage);
  for (let minute = first; minute < first + MINUTES * MINUTE_MS; minute += MINUTE_MS) {
    await seedMinute(db, workspaceId, new Date(minute));
    await writeWatermark(
      storage.prisma,
      rollUpWatermark(0),
      new Date(minute + MINUTE_MS + 2_000),
      new Date(),
    );
    const [startedMs, used] = [performance.now(), process.cpuUsage()];
    await detect.run(context);
    const { user, system } = process.cpuUsage(used);
    seconds.push((performance.now() - startedMs) / 1_000);
    cpu.push((user + system) / 1e6);
    process.stderr.write(`${keys} keys: ${round(seconds.at(-1) ?? 0)} s, ${round(cpu.at(-1) ?? 0)} s CPU\n`);
  }
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM watermarks WHERE name LIKE 'detect:%' AND at = $1`,
    [new Date(first + (MINUTES - 1) * MINUTE_MS)],
  );
  await db.end();
  await storage.close();
  return {
    activeKeys: keys,
    slicesScored: rows[0]?.n ?? 0,
    firstSeconds: round(seconds[0] ?? 0),
    seconds: round(median(seconds.slice(1))),
    secondsMax: round(Math.max(...seconds.slice(1))),
    cpuSeconds: round(median(cpu.slice(1))),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}

/** One row for each of two decisions, an outcome and a latency, and an address, of each key. */
async function seedMinute(db: pg.Client, workspaceId: string, minute: Date): Promise<void> {
  await db.query(
    `INSERT INTO usage_minutes (workspace_id, key_id, minute, server_id, endpoint, measure, source, n)
     SELECT workspace_id, id, $2, $3, 'tools/call', measure, $3, 5
     FROM keys CROSS JOIN unnest('{0,12,32,90}'::int[]) AS measure WHERE workspace_id = $1`,
    [workspaceId, minute, NO_SERVER],
  );
  await db.query(
    `INSERT INTO usage_source_minutes (workspace_id, key_id, minute, kind, value, source, n)
     SELECT workspace_id, id, $2, 'ip', '203.0.113.9', $3, 10 FROM keys WHERE workspace_id = $1`,
    [workspaceId, minute, NO_SERVER],
  );
}

/** What the detector needs of a worker. */
function contextOf(storage: Storage): Parameters<ReturnType<typeof createDetect>['run']>[0] {
  return {
    storage,
    cells: {
      shards: 1,
      dirty: async () => [],
      read: async function* () {},
      settle: async () => true,
      timeMs: async () => Date.now(),
    },
    carryVersions: async () => 'DONE',
    now: () => new Date(),
    random: Math.random,
    openSecret: (sealed) => Buffer.from(sealed).toString(),
    sendMail: async () => 'LOGGED',
    signContainLink: () => '',
    webhookAllowCidrs: [],
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    observe: () => undefined,
    signal: new AbortController().signal,
    kick: () => undefined,
  };
}
