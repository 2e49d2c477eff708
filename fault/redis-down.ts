import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { openScratch } from '../bench/scratch.ts';
import { seedKeys } from '../bench/seed-keys.ts';
import { startSubject } from '../bench/subject.ts';
import { query } from './counted-usage.ts';
import { createJudge, type Judge } from './judge.ts';
import { nameKeys } from './name-keys.ts';
import { createOutageTally, type OutageTally } from './outage-tally.ts';
import { judgeOutages, sum } from './outage-verdict.ts';
import { runOutages } from './outages.ts';
import { startRedisServer } from './redis-server.ts';
import { revokeKey } from './revoke-key.ts';
import { startLoad } from './steady-load.ts';
import type { FaultOptions, Verdict } from './verdict.ts';
import { type HeldKey, startVerifiers, type Verifier } from './verifiers.ts';

const VERIFIERS = 3;
const LOAD_PER_SECOND = 150;
const KEYS_KEPT = 150;
const KEYS_LIMITED = 20;
/** Less than the load asks of one key. */
const LIMIT = 15;
const WINDOW_SECONDS = 10;
const REVOKE_EVERY_MS = 1_000;
const WARM_UP_TIMES = 5;
/** What is counted is in Postgres about a second after Redis is back. */
const ROLL_UP_MS_MAX = 60_000;
const POLL_MS = 200;
/** Some passes of the roller. */
const SETTLE_MS = 5_000;

/**
 * Verifies at a steady rate while Redis is killed, started again, and stopped, and keys are revoked. Afterwards usage is
 * compared with what clients were answered, key by key.
 */
export async function redisDown({ seconds }: FaultOptions): Promise<Verdict> {
  await using redis = await startRedisServer();
  await using scratch = await openScratch({ redisUrl: redis.url });
  const databaseUrl = scratch.config.databaseUrl ?? '';
  const revocations = Math.ceil((seconds * 1_000) / REVOKE_EVERY_MS);
  const seeded = await seedKeys(scratch.config, KEYS_KEPT + KEYS_LIMITED + revocations);
  const { gatewayToken, workspaceId, adminToken, secrets } = seeded;
  const keys = await nameKeys(databaseUrl, secrets);
  const limited = keys.slice(0, KEYS_LIMITED).map(({ keyId }) => keyId);
  await limitKeys(databaseUrl, limited);

  // That Redis is away is warned of all the time.
  const environment = { ...scratch.environment, LOG_LEVEL: 'error' };
  await using _worker = await startSubject('keywatch', { ...environment, KEYWATCH_ROLE: 'worker' });
  await using started = await startVerifiers(VERIFIERS, environment, gatewayToken);
  const tally = createOutageTally(new Set(limited), WINDOW_SECONDS * 1_000);
  const judge = createJudge((line) => process.stderr.write(`${line}\n`));
  const verifiers = started.all.map((verifier) => tallied(verifier, tally));
  await untilKnown(verifiers);
  await warmUp(verifiers, keys, tally);

  const lag = monitorEventLoopDelay();
  lag.enable();
  const load = startLoad({ verifiers, keys, judge: both(judge, tally), requestsPerSecond: LOAD_PER_SECOND });
  const stopRevoking = new AbortController();
  const revoking = revokeAll(
    { verifiers, judge, adminToken, workspaceId, until: stopRevoking.signal },
    keys.slice(KEYS_LIMITED + KEYS_KEPT),
  );
  const outages = await runOutages(redis, seconds, tally.redisIs);
  stopRevoking.abort();
  const revoked = await revoking;
  const { requestsPerSecond } = await load.stop();
  lag.disable();
  const counted = await untilCounted(databaseUrl, tally);
  return judgeOutages({
    tally,
    judge,
    outages,
    revoked,
    requestsPerSecond,
    loadLagP99Ms: lag.percentile(99) / 1e6,
    counted,
    verifiers: VERIFIERS,
    limit: LIMIT,
  });
}

/** All of a load's requests, whoever asks them, are tallied. */
function tallied(verifier: Verifier, tally: OutageTally): Verifier {
  return {
    ...verifier,
    ask: async (key, judge) => {
      tally.attempt(key.keyId);
      await verifier.ask(key, judge);
    },
  };
}

/** Limited keys and those that were not answered are no concern of the judge of revocations. */
function both(judge: Judge, tally: OutageTally): Pick<Judge, 'note'> {
  return {
    note: (answer) => {
      tally.note(answer);
      if (answer.outcome === 'VALID' || answer.outcome === 'REVOKED') judge.note(answer);
    },
  };
}

async function limitKeys(databaseUrl: string, keyIds: readonly string[]): Promise<void> {
  await query(databaseUrl, 'UPDATE keys SET rate_limit = $1, rate_limit_seconds = $2 WHERE id = ANY ($3)', [
    LIMIT,
    WINDOW_SECONDS,
    keyIds,
  ]);
}

/** Waits until each verifier knows of the others, which it learns in the seconds after its start. */
async function untilKnown(verifiers: readonly Verifier[]): Promise<void> {
  for (const { url } of verifiers) {
    for (;;) {
      const text = await (await fetch(`${url}/metrics`)).text();
      if (Number(/^keywatch_verifiers (\d+)/m.exec(text)?.[1]) === VERIFIERS) break;
      await delay(POLL_MS);
    }
  }
}

/** Asks every verifier about every key: what a process does first is slow, whatever Redis does. */
async function warmUp(
  verifiers: readonly Verifier[],
  keys: readonly HeldKey[],
  tally: OutageTally,
): Promise<void> {
  for (let times = 0; times < WARM_UP_TIMES; times++) {
    for (const key of keys) await Promise.all(verifiers.map(async ({ ask }) => await ask(key, tally)));
  }
}

/** Revokes one key after the other, each by another verifier; the load asks about them all along. */
async function revokeAll(
  scene: {
    verifiers: readonly Verifier[];
    judge: Judge;
    adminToken: string;
    workspaceId: string;
    until: AbortSignal;
  },
  keys: readonly HeldKey[],
): Promise<{ done: number; pending: number }> {
  const { verifiers, judge, adminToken, workspaceId } = scene;
  const counts = { done: 0, pending: 0 };
  for (const [at, { keyId }] of keys.entries()) {
    if (scene.until.aborted) break;
    const by = verifiers[at % verifiers.length];
    if (by === undefined) break;
    judge.revoking(keyId);
    const propagation = await revokeKey(by.url, adminToken, { workspaceId, keyId });
    // While all verifiers miss the same Redis, PENDING holds as well: each reads Postgres.
    judge.revoked(keyId, performance.now());
    counts[propagation === 'DONE' ? 'done' : 'pending'] += 1;
    await delay(REVOKE_EVERY_MS);
  }
  return counts;
}

/** What the usage tables say of each key, once all that was acknowledged is there, and what may come too much came as well. */
async function untilCounted(
  databaseUrl: string,
  { acknowledged }: OutageTally,
): Promise<ReadonlyMap<string, number>> {
  const wanted = sum(acknowledged);
  const until = performance.now() + ROLL_UP_MS_MAX;
  while (performance.now() < until && sum(await readCounted(databaseUrl)) < wanted) await delay(POLL_MS);
  await delay(SETTLE_MS);
  return await readCounted(databaseUrl);
}

async function readCounted(databaseUrl: string): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ id: string; n: number }>(
    databaseUrl,
    'SELECT key_id::text AS id, sum(n)::float8 AS n FROM usage_minutes WHERE measure < 32 GROUP BY key_id',
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
