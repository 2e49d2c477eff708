import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { DAY_MS, MINUTE_MS } from '../src/core/usage/cell.ts';
import { decisionMeasure, latencyMeasure } from '../src/core/usage/measure.ts';
import { SUM_SOURCE } from '../src/core/usage/source.ts';
import { openCounters } from '../src/counters/counters.ts';
import { openStorage } from '../src/storage/client.ts';
import { ensurePartitions } from '../src/storage/partitions.ts';
import { upsertSeenMinutes, upsertUsageMinutes } from '../src/storage/usage-roll-up.ts';
import { summariseDay, summariseHour, summariseSeenDay } from '../src/storage/usage-summary.ts';
import { openScratch, type Scratch } from './scratch.ts';
import { round } from './statistics.ts';

const KEYS = 2_000;
const MINUTES = 60;
const ENDPOINT = 'tools/call:search_deals';
const USER_AGENT = 'example-client/1.4.2 (linux; node)';

/**
 * Measures what a key takes in Redis, and what it takes in Postgres for each minute, hour and day in which it is used: by one
 * process, at one server and endpoint, from one address, with a latency reported. Each further endpoint, outcome, address or
 * process is one row more.
 */
export async function benchSize(): Promise<object> {
  await using scratch = await openScratch();
  const keyIds = Array.from({ length: KEYS }, () => randomUUID()).sort();
  const inRedis = await measureRedis(scratch, keyIds);
  const inPostgres = await measurePostgres(scratch, keyIds);
  const figures = { keys: KEYS, ...inRedis, ...inPostgres };
  for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name}: ${value}\n`);
  return figures;
}

async function measureRedis({ config }: Scratch, keyIds: readonly string[]) {
  const url = config.redisUrl ?? '';
  const nothing = () => undefined;
  const counters = await openCounters({
    url,
    prefix: config.redisPrefix,
    shards: 1,
    verifies: false,
    silentMs: 2_000,
    now: Date.now,
    randomUuid: randomUUID,
    beforeResuming: async () => undefined,
    loadVersions: async () => new Map(),
    loadCounted: async () => new Map(),
    onUnreadable: nothing,
    onOutage: nothing,
    onRecovered: nothing,
  });
  const workspaceId = randomUUID();
  await counters.versions.restore(keyIds, async () => new Map(keyIds.map((id) => [id, 1])));
  const redis = new Redis(url);
  const before = await bytesOf(redis, config.redisPrefix);
  await Promise.all(
    keyIds.map(async (keyId) => {
      return await counters.decider.decide({
        keyId,
        workspaceId,
        version: 1,
        code: 'VALID',
        rateLimit: { limit: 100, windowSeconds: 60 },
        cost: 1,
        serverId: SUM_SOURCE,
        endpoint: ENDPOINT,
        ip: '203.0.113.77',
        userAgent: USER_AGENT,
      });
    }),
  );
  const after = await bytesOf(redis, config.redisPrefix);
  redis.disconnect();
  await counters.close();
  return {
    redisStateBytesPerKey: round(after.rest / KEYS),
    redisStateBytesPerUnusedKey: round(before.rest / KEYS),
    redisCellBytesPerKeyAndMinute: round((after.cells - before.cells) / KEYS),
  };
}

/** The memory of all Redis keys of a prefix: those of cells, and the rest. */
async function bytesOf(redis: Redis, prefix: string): Promise<{ cells: number; rest: number }> {
  let [cells, rest] = [0, 0];
  for await (const names of redis.scanStream({ match: `*${prefix}*`, count: 1_000 })) {
    for (const name of names as string[]) {
      const bytes = Number(await redis.memory('USAGE', name, 'SAMPLES', 0));
      if (name.includes(':cells:')) cells += bytes;
      else rest += bytes;
    }
  }
  return { cells, rest };
}

async function measurePostgres({ config }: Scratch, keyIds: readonly string[]) {
  const databaseUrl = config.databaseUrl ?? '';
  const storage = openStorage({ databaseUrl, connectionsMax: 2 });
  const workspaceId = randomUUID();
  const source = randomUUID();
  const day = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS;
  const hour = new Date(day);
  const base = { workspaceId, source, n: 17 };
  const usage = { ...base, serverId: SUM_SOURCE, endpoint: ENDPOINT };
  const measures = [decisionMeasure('VALID'), latencyMeasure(40)];
  await storage.transaction(async (db) => {
    for (const table of ['usage_minutes', 'usage_source_minutes', 'usage_hours'] as const) {
      await ensurePartitions(db, table, [hour]);
    }
  });
  for (let minute = 0; minute < MINUTES; minute++) {
    const at = day + minute * MINUTE_MS;
    await storage.transaction(async (db) => {
      await db.$executeRaw(
        upsertUsageMinutes(
          keyIds.flatMap((keyId) => measures.map((measure) => ({ ...usage, keyId, at, measure }))),
        ),
      );
      await db.$executeRaw(
        upsertSeenMinutes(
          keyIds.flatMap((keyId) => [
            { ...base, keyId, at, kind: 'ip' as const, value: '203.0.113.77' },
            { ...base, keyId, at, kind: 'ua' as const, value: USER_AGENT },
          ]),
        ),
      );
    });
  }
  await storage.transaction(async (db) => {
    await summariseHour(db, workspaceId, hour);
    await summariseDay(db, workspaceId, hour);
    await summariseSeenDay(db, workspaceId, hour);
  });
  await storage.close();
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const sizeOf = async (table: string, rowsOf: number) => {
    const { rows } = await db.query<{ bytes: string }>(
      `SELECT coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size($1::regclass)) AS bytes
        FROM pg_partition_tree($1::regclass) WHERE isleaf`,
      [table],
    );
    return round(Number(rows[0]?.bytes) / rowsOf);
  };
  try {
    return {
      postgresBytesPerKeyAndMinute: await sizeOf('usage_minutes', KEYS * MINUTES),
      postgresSourceBytesPerKeyAndMinute: await sizeOf('usage_source_minutes', KEYS * MINUTES),
      postgresBytesPerKeyAndHour: await sizeOf('usage_hours', KEYS),
      postgresBytesPerKeyAndDay: await sizeOf('usage_days', KEYS),
      postgresSourceBytesPerKeyAndDay: await sizeOf('usage_source_days', KEYS),
    };
  } finally {
    await db.end();
  }
}
