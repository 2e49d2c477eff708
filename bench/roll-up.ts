import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import pg from 'pg';
import { z } from 'zod';
import type { Config } from '../src/config.ts';
import { encodeCell, MINUTE_MS, NO_SERVER } from '../src/core/usage/cell.ts';
import { createRedisKeys, encodeMember, type RedisKeys } from '../src/counters/redis-keys.ts';
import { arrayLiteral, textArrayLiteral, timeArrayLiteral } from '../src/storage/array-literal.ts';
import { startRoundSubject } from './rounds.ts';
import { openScratch } from './scratch.ts';
import { readKeyIds, seedKeys } from './seed-keys.ts';
import { median, round } from './statistics.ts';

const KEYS = 10_000;
const ENDPOINTS = ['tools/call:search', 'tools/call:create', 'tools/call:read', 'tools/list', 'initialize'];
/** A decision, the bytes, and two latencies. */
const MEASURES = [0, 34, 90, 94];
const ROUNDS = 3;
/** As many rows as the roller writes in one statement. */
const ROWS = 10_000;
const PIPELINE = 1_000;

const flagsSchema = z.object({
  cells: z.coerce.number().int().min(1).default(1_000_000),
  shards: z.coerce.number().int().min(1).default(1),
});

/**
 * Time to roll up a million cells that wait in Redis (some minutes of 10,000 keys), beside the same rows inserted by bare
 * `INSERT … SELECT unnest … ON CONFLICT` over one connection, in the same order, ready as texts. They take turns on a table
 * that is emptied in between; ratios are taken within each round, then the median of the rounds.
 */
export async function benchRollUp(flags: string[]): Promise<Record<string, number>> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ args: flags, options: { cells: option, shards: option } });
  const { cells, shards } = flagsSchema.parse(values);
  await using scratch = await openScratch();
  const { workspaceId } = await seedKeys(scratch.config, KEYS);
  const keyIds = await readKeyIds(scratch.config);
  const environment = { ...scratch.environment, KEYWATCH_SHARDS: String(shards) };
  await using subject = await startRoundSubject('roll-up', environment);
  const db = new pg.Client({ connectionString: scratch.config.databaseUrl });
  await db.connect();
  await subject.run();
  const rounds: { seconds: number; bareSeconds: number; cpuSeconds: number; peakRssMb: number }[] = [];
  while (rounds.length < ROUNDS) {
    await empty(db);
    await seedCells(scratch.config, createRedisKeys(scratch.config.redisPrefix, shards), {
      workspaceId,
      keyIds,
      cells,
    });
    const taken = await subject.run();
    const rows = await readRows(db);
    if (rows.length !== cells) throw new Error(`${rows.length} of ${cells} cells were rolled up`);
    await empty(db);
    const bareSeconds = await insertBare(db, rows);
    rounds.push({ ...taken, bareSeconds });
    process.stderr.write(
      `roll-up ${round(taken.seconds)} s (${round(taken.cpuSeconds)} s CPU, ${Math.round(taken.peakRssMb)} MB at most), bare ${round(bareSeconds)} s\n`,
    );
  }
  await db.end();
  const over = (of: (taken: (typeof rounds)[number]) => number) => median(rounds.map(of));
  return {
    cellsPerSecond: Math.round(over(({ seconds }) => cells / seconds)),
    timeRatioToBareInsert: round(over(({ seconds, bareSeconds }) => seconds / bareSeconds)),
    bareRowsPerSecond: Math.round(over(({ bareSeconds }) => cells / bareSeconds)),
    cpuSeconds: round(over(({ cpuSeconds }) => cpuSeconds)),
    peakRssMb: Math.round(Math.max(...rounds.map(({ peakRssMb }) => peakRssMb))),
    cells,
    shards,
  };
}

async function empty(db: pg.Client): Promise<void> {
  await db.query('TRUNCATE usage_minutes, usage_dirty_hours');
  await db.query('UPDATE keys SET last_used_at = NULL');
  await db.query('VACUUM ANALYZE keys');
  await db.query('CHECKPOINT');
}

/** Writes cells as a counting process would have left them, minute by minute. */
async function seedCells(
  config: Config,
  keys: RedisKeys,
  { workspaceId, keyIds, cells }: { workspaceId: string; keyIds: readonly string[]; cells: number },
): Promise<void> {
  const redis = new Redis(config.redisUrl ?? '');
  const newest = Math.floor(Date.now() / MINUTE_MS);
  const perMinute = keyIds.length * ENDPOINTS.length * MEASURES.length;
  for (let written = 0; written < cells; written += perMinute) {
    const at = newest - Math.floor(written / perMinute);
    const member = encodeMember(randomUUID(), { grain: 'minute', at });
    const fields = fieldsOfMinute(workspaceId, keyIds).slice(0, cells - written);
    for (const [shard, ofShard] of Map.groupBy(fields, ({ keyId }) => keys.shardOf(keyId))) {
      for (let from = 0; from < ofShard.length; from += PIPELINE) {
        const some = ofShard.slice(from, from + PIPELINE);
        await redis.hset(keys.cells(shard, member), ...some.flatMap(({ field, n }) => [field, n]));
      }
      await redis.zadd(keys.dirty(shard), await redis.incr(keys.sequence(shard)), member);
    }
  }
  redis.disconnect();
}

function fieldsOfMinute(workspaceId: string, keyIds: readonly string[]) {
  return keyIds.flatMap((keyId) =>
    ENDPOINTS.flatMap((endpoint) =>
      MEASURES.map((measure) => ({
        keyId,
        n: 1 + Math.floor(Math.random() * 1_000),
        field: encodeCell({ kind: 'usage', workspaceId, keyId, serverId: NO_SERVER, endpoint, measure }),
      })),
    ),
  );
}

interface Row {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly minute: Date;
  readonly serverId: string;
  readonly endpoint: string;
  readonly measure: number;
  readonly source: string;
  readonly n: string;
}

/** All rows in the order in which they were inserted. */
async function readRows(db: pg.Client): Promise<Row[]> {
  const { rows } = await db.query<Row>(`
    SELECT workspace_id AS "workspaceId", key_id AS "keyId", minute, server_id AS "serverId", endpoint, measure, source, n
    FROM usage_minutes ORDER BY tableoid, ctid`);
  return rows;
}

const INSERT = `
  INSERT INTO usage_minutes (workspace_id, key_id, minute, server_id, endpoint, measure, source, n)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::smallint[], $7::uuid[], $8::bigint[])
  ON CONFLICT (workspace_id, key_id, minute, server_id, endpoint, measure, source)
  DO UPDATE SET n = EXCLUDED.n WHERE EXCLUDED.n > usage_minutes.n`;

/** Inserts rows; returns the seconds that Postgres took. */
async function insertBare(db: pg.Client, rows: readonly Row[]): Promise<number> {
  let seconds = 0;
  for (let at = 0; at < rows.length; at += ROWS) {
    const some = rows.slice(at, at + ROWS);
    const values = [
      arrayLiteral(some.map(({ workspaceId }) => workspaceId)),
      arrayLiteral(some.map(({ keyId }) => keyId)),
      timeArrayLiteral(some.map(({ minute }) => minute.getTime())),
      arrayLiteral(some.map(({ serverId }) => serverId)),
      textArrayLiteral(some.map(({ endpoint }) => endpoint)),
      arrayLiteral(some.map(({ measure }) => measure)),
      arrayLiteral(some.map(({ source }) => source)),
      arrayLiteral(some.map(({ n }) => n)),
    ];
    const since = performance.now();
    await db.query({ name: 'bare', text: INSERT, values });
    seconds += (performance.now() - since) / 1_000;
  }
  return seconds;
}
