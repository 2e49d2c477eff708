import { setTimeout as delay } from 'node:timers/promises';
import { openScratch } from '../bench/scratch.ts';
import { seedKeys } from '../bench/seed-keys.ts';
import { startSubject } from '../bench/subject.ts';
import { openStorage } from '../src/storage/client.ts';
import { query } from './counted-usage.ts';
import { hostileUrls } from './hostile-urls.ts';
import type { FaultOptions, Verdict } from './verdict.ts';
import { createWebhookAdmin, type WebhookAdmin } from './webhook-admin.ts';
import { startEvents } from './webhook-events.ts';
import { MANNERS, openSinks, SINK_ADDRESS, type Sinks, type SinkTally } from './webhook-sinks.ts';

/** How often a worker is killed while events are written: each lives so long at least, where there is time. */
const KILLS_MAX = 6;
const KILLS_MIN = 2;
const LIFE_SECONDS = 5;
/** After the last event, workers come and are killed until nothing waits, so often at most. */
const ROUNDS_MAX = 30;
const ROUND_MS_MAX = 8_000;
const POLL_MS = 100;

interface Scene {
  readonly databaseUrl: string;
  readonly environment: Record<string, string>;
  readonly admin: WebhookAdmin;
  readonly begunAt: Date;
  workersKilled: number;
}

/**
 * Delivers events to receivers that fail, hang, drip, redirect, flood, go, reset and ask to wait, and to hostile addresses,
 * while the worker is killed by SIGKILL again and again. Waits between attempts are skipped while no worker lives. Each
 * delivery must be taken at least once, under its own id, and no connection may come to any other address.
 */
export async function webhook({ seconds }: FaultOptions): Promise<Verdict> {
  await using scratch = await openScratch();
  const { adminToken, workspaceId } = await seedKeys(scratch.config, 1);
  const databaseUrl = scratch.config.databaseUrl ?? '';
  await using stack = new AsyncDisposableStack();
  const sinks = stack.adopt(await openSinks(), async ({ close }) => close());
  const storage = stack.adopt(
    openStorage({ databaseUrl, connectionsMax: 2 }),
    async ({ close }) => await close(),
  );
  const api = stack.use(await startSubject('keywatch', scratch.environment));
  const admin = createWebhookAdmin(`http://127.0.0.1:${api.port}`, adminToken, workspaceId);
  const { sinkIds, hostileIds } = await makeEndpoints(admin, sinks);
  const environment = {
    ...scratch.environment,
    KEYWATCH_ROLE: 'worker',
    KEYWATCH_WEBHOOK_ALLOW_CIDRS: `${SINK_ADDRESS}/32`,
    LOG_LEVEL: 'fatal',
  };
  const scene: Scene = { databaseUrl, environment, admin, begunAt: new Date(), workersKilled: 0 };
  const events = startEvents(storage, workspaceId);
  const kills = Math.min(KILLS_MAX, Math.max(KILLS_MIN, Math.floor(seconds / LIFE_SECONDS)));
  for (let kill = 0; kill < kills; kill += 1) {
    await liveAndDie(scene, async () => await delay((seconds * 1_000) / kills));
  }
  await events.stop();
  const isDone = async () => (await countWaiting(databaseUrl, sinkIds)) === 0;
  for (let round = 0; round < ROUNDS_MAX && !(await isDone()); round += 1) {
    await liveAndDie(scene, async () => await untilQuiet(databaseUrl));
  }
  const attempted = await query<{ endpointId: string }>(
    databaseUrl,
    `SELECT DISTINCT endpoint_id AS "endpointId" FROM deliveries JOIN delivery_attempts ON delivery_id = deliveries.id
      WHERE endpoint_id IN (${listOf(hostileIds)})`,
  );
  return judge(await readDeliveries(databaseUrl, sinkIds), sinks, {
    workersKilled: scene.workersKilled,
    hostileUrls: hostileIds.length,
    hostileUrlsTried: attempted.length,
  });
}

async function makeEndpoints(admin: WebhookAdmin, sinks: Sinks) {
  const sinkIds: string[] = [];
  for (const manner of MANNERS) {
    const { id, secret } = await admin.create(sinks.url(manner));
    sinks.expect(manner, secret);
    sinkIds.push(id);
  }
  const hostileIds: string[] = [];
  for (const url of hostileUrls(sinks.port)) hostileIds.push((await admin.create(url, 'CRITICAL')).id);
  return { sinkIds, hostileIds };
}

/** A worker lives for as long as `life` takes, and is killed in the middle of its work. */
async function liveAndDie(scene: Scene, life: () => Promise<void>): Promise<void> {
  const { databaseUrl, environment, admin, begunAt } = scene;
  const worker = await startSubject('keywatch', environment);
  await life();
  await worker.signal('SIGKILL');
  scene.workersKilled += 1;
  await admin.heal(begunAt);
  const rows = await query<{ waiting: number }>(
    databaseUrl,
    `WITH skipped AS (UPDATE deliveries SET next_attempt_at = now() WHERE state = 'PENDING' RETURNING 1)
      SELECT count(*)::int AS waiting FROM skipped`,
  );
  process.stderr.write(`killed worker ${scene.workersKilled}; ${rows[0]?.waiting ?? 0} deliveries wait\n`);
}

/** Waits until nothing is due or under way, or for a time: what hangs is under way then. */
async function untilQuiet(databaseUrl: string): Promise<void> {
  const deadline = performance.now() + ROUND_MS_MAX;
  while (performance.now() < deadline) {
    // What is under way has a lease of a minute, and no wait of the plan is as long as what is left of one.
    const rows = await query<{ busy: number }>(
      databaseUrl,
      `SELECT count(*)::int AS busy FROM deliveries WHERE state = 'PENDING'
        AND (next_attempt_at <= now() OR next_attempt_at BETWEEN now() + interval '40 s' AND now() + interval '61 s')`,
    );
    if (rows[0]?.busy === 0) return;
    await delay(POLL_MS);
  }
}

async function countWaiting(databaseUrl: string, endpointIds: readonly string[]): Promise<number> {
  const rows = await readDeliveries(databaseUrl, endpointIds);
  return rows.filter(({ state }) => state !== 'DELIVERED').length;
}

async function readDeliveries(databaseUrl: string, endpointIds: readonly string[]) {
  return await query<{ id: string; state: string }>(
    databaseUrl,
    `SELECT id, state FROM deliveries WHERE endpoint_id IN (${listOf(endpointIds)})`,
  );
}

/** Ids that Postgres has made. */
function listOf(ids: readonly string[]): string {
  return ids.map((id) => `'${id}'`).join(',');
}

function judge(
  owed: readonly { id: string; state: string }[],
  { accepted, counts }: SinkTally,
  more: { workersKilled: number; hostileUrls: number; hostileUrlsTried: number },
): Verdict {
  const ids = new Set(owed.map(({ id }) => id));
  const delivered = owed.filter(({ id }) => accepted.has(id)).length;
  const figures = {
    events: owed.length,
    delivered,
    duplicates: [...accepted.values()].reduce((sum, times) => sum + times - 1, 0),
    lost: owed.length - delivered,
    notSettled: owed.filter(({ state }) => state !== 'DELIVERED').length,
    foreignIds: [...accepted.keys()].filter((id) => !ids.has(id)).length,
    ...counts,
    ...more,
  };
  const faults = [
    figures.lost,
    figures.notSettled,
    figures.foreignIds,
    counts.badSignatures,
    counts.internalConnects,
  ];
  const held =
    owed.length > 0 && faults.every((count) => count === 0) && more.hostileUrlsTried === more.hostileUrls;
  return { figures, held };
}
