import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Counters } from '../../src/counters/counters.ts';
import { createRedisKeys } from '../../src/counters/redis-keys.ts';
import { entryOf, openTestCounters, readCounts, sumOf } from '../support/counters.ts';
import { CreateKey, RevokeKey } from '../support/documents.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import {
  type ClusterNode,
  findClusterRedis,
  startCluster,
  type TestCluster,
} from '../support/redis-cluster.ts';
import { sql } from '../support/sql.ts';

const binary = await findClusterRedis();
const SHARDS = 16;
const SOON = { timeout: 30_000, interval: 50 };

describe.skipIf(binary === undefined)(
  'a Redis Cluster of three nodes and a replica',
  { timeout: 120_000 },
  () => {
    let cluster: TestCluster;

    beforeAll(async () => {
      if (binary !== undefined) cluster = await startCluster(binary);
    });
    afterAll(async () => await cluster.close());

    const nodes = () => cluster.masters.map(({ url }) => url);
    const start = async (overrides: Parameters<typeof startKeywatch>[0] = {}) =>
      await startKeywatch({ redisClusterNodes: nodes(), shards: SHARDS, ...overrides });

    /** A Keywatch and a second api process on the same cluster, and keys; a request goes to one of them by its number. */
    const open = async ({ count, limit }: { count: number; limit: number }) => {
      const keywatch = await start();
      const { databaseUrl, redisPrefix } = keywatch;
      const other = await start({ databaseUrl, redisPrefix, role: 'api' });
      const gateway = await seedGateway(keywatch);
      const rateLimit = { limit, windowSeconds: 3_600 };
      const keys = await makeKeys(keywatch, gateway, count, { rateLimit });
      const tally = new Map(keys.map(({ secret }) => [secret, { attempted: 0, acknowledged: 0 }]));
      const verify = async (number: number, key: string): Promise<string> => {
        const count = tally.get(key) ?? { attempted: 0, acknowledged: 0 };
        count.attempted += 1;
        const to = number % 2 === 0 ? keywatch : other;
        const { body } = await to.post('/v1/keys/verify', gateway.token, { key });
        const { code } = body as { code: string };
        if (code !== 'COUNTERS_UNAVAILABLE') count.acknowledged += 1;
        return code;
      };
      /** Waits until what is counted of each key is between what was acknowledged and what was attempted. */
      const untilCounted = async () =>
        await vi.waitFor(async () => {
          const counted = await countByKey(keywatch);
          for (const { keyId, secret } of keys) {
            expect(counted.get(keyId)).toBeGreaterThanOrEqual(tally.get(secret)?.acknowledged ?? 0);
            expect(counted.get(keyId)).toBeLessThanOrEqual(tally.get(secret)?.attempted ?? 0);
          }
        }, SOON);
      return { keywatch, other, gateway, keys, verify, untilCounted };
    };

    test('takes one script call a shard for all that waits, and every node has shards', async () => {
      const counters = await openTestCounters({ url: nodes(), shards: SHARDS });
      const keyIds = Array.from({ length: 400 }, () => crypto.randomUUID());
      await counters.versions.raise(keyIds, async (ids) => new Map(ids.map((id) => [id, 1])));
      const decideAll = async () =>
        await Promise.all(keyIds.map(async (keyId) => await counters.decider.decide(entryOf({ keyId }))));
      await decideAll();
      const before = await scriptCalls(cluster);
      const outcomes = await decideAll();
      const calls = (await scriptCalls(cluster)).map((count, at) => count - (before[at] ?? 0));
      expect(outcomes.every((outcome) => !outcome.stale && outcome.code === 'VALID')).toBe(true);
      expect(calls.reduce((sum, count) => sum + count)).toBe(SHARDS);
      expect(Math.min(...calls)).toBeGreaterThanOrEqual(4);
    });

    test('counts exactly into Postgres what two processes let through, and no more than the limit', async () => {
      const { keywatch, verify, keys } = await open({ count: 20, limit: 30 });
      const codes = await Promise.all(
        keys.flatMap(({ secret }) => Array.from({ length: 40 }, async (_, at) => await verify(at, secret))),
      );
      expect(codes.filter((code) => code === 'VALID')).toHaveLength(20 * 30);
      expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(20 * 10);
      const expected = new Map(keys.map(({ keyId }) => [keyId, 40]));
      await vi.waitFor(async () => expect(await countByKey(keywatch)).toEqual(expected), SOON);
      await vi.waitFor(async () => expect(await jobsDone(cluster, keywatch)).toBeGreaterThan(0), SOON);
    });

    test('keeps quotas and leases, and counts a usage batch over several shards once', async () => {
      const { keywatch, gateway, verify, keys } = await open({ count: 6, limit: 1_000 });
      const [held] = await makeKeys(keywatch, gateway, 1, {
        quota: { limit: 3, refill: 'DAILY' },
        concurrencyLimit: 1,
      });
      const { body } = await gateway.verify({ key: held?.secret, lease: true });
      const { leaseId } = body as { leaseId: string };
      expect(await gateway.verify({ key: held?.secret, lease: true })).toMatchObject({
        body: { code: 'CONCURRENCY_LIMITED' },
      });
      expect((await gateway.renew(leaseId)).status).toBe(200);
      expect((await gateway.release(leaseId)).status).toBe(200);
      const codes = await Promise.all([1, 2, 3, 4].map(async (at) => await verify(at, held?.secret ?? '')));
      expect(codes.toSorted()).toEqual(['QUOTA_EXCEEDED', 'QUOTA_EXCEEDED', 'VALID', 'VALID']);
      const at = new Date().toISOString();
      const events = keys.map(({ keyId }) => ({
        keyId,
        at,
        server: 'crm',
        endpoint: 'x',
        requests: 7,
        status: 200,
      }));
      const batch = { batchId: 'b1', events };
      expect(await gateway.report(batch)).toMatchObject({ body: { accepted: 6, repeated: false } });
      expect(await gateway.report(batch)).toMatchObject({ body: { repeated: true } });
    });

    test('refuses a revoked key on every process, and tells the others of it', async () => {
      const { keywatch, other, gateway, verify, keys } = await open({ count: 8, limit: 1_000_000 });
      for (const { secret } of keys) for (const at of [0, 1]) expect(await verify(at, secret)).toBe('VALID');
      const told = new Set<string>();
      const stop = await follow(other, gateway.token, (keyId) => told.add(keyId));
      for (const { keyId, secret } of keys) {
        expect(await revoke(keywatch, gateway, keyId)).toBe('DONE');
        expect([await verify(0, secret), await verify(1, secret)]).toEqual(['REVOKED', 'REVOKED']);
      }
      await vi.waitFor(() => expect([...told].sort()).toEqual(keys.map(({ keyId }) => keyId).sort()), SOON);
      stop();
    });

    test('refuses no request while a node hands its slots over, and counts all of them', async () => {
      const { verify, keys, untilCounted } = await open({ count: 12, limit: 1_000_000 });
      const load = startLoad(keys, verify);
      await vi.waitFor(() => expect(load.answered('VALID')).toBeGreaterThan(50), SOON);
      await cluster.replica.redis.cluster('FAILOVER');
      await untilMaster(cluster.replica);
      const seen = load.answered('VALID');
      await vi.waitFor(() => expect(load.answered('VALID')).toBeGreaterThan(seen + 50), SOON);
      await load.stop();
      expect(load.others()).toEqual([]);
      await untilCounted();
      await cluster.first.redis.cluster('FAILOVER');
      await untilMaster(cluster.first);
    });

    test('goes on where a node was killed and its replica lacks the last writes', async () => {
      const { keywatch, gateway, verify, keys, untilCounted } = await open({ count: 24, limit: 1_000_000 });
      const [kept, revoked] = [keys.slice(0, 9), keys.slice(9)];
      const load = startLoad(kept, verify);
      await untilAllAnswered(revoked, verify, 'VALID');
      await cluster.cutReplica();
      for (const { keyId } of revoked) expect(await revoke(keywatch, gateway, keyId)).toBe('DONE');
      const seen = load.answered('VALID');
      await vi.waitFor(() => expect(load.answered('VALID')).toBeGreaterThan(seen + 100), SOON);
      await cluster.first.kill();
      const watch = startLoad(revoked, verify);
      await untilMaster(cluster.replica);
      await untilAllAnswered(kept, verify, 'VALID');
      await untilAllAnswered(revoked, verify, 'REVOKED');
      await load.stop();
      await watch.stop();
      expect(watch.answered('VALID')).toBe(0);
      expect(load.others()).toEqual([]);
      await untilCounted();
    });

    test('goes on where a node hangs, and after it has woken up', async () => {
      const { keywatch, gateway, verify, keys, untilCounted } = await open({ count: 15, limit: 1_000_000 });
      const { master, standby } = await pairOf(cluster);
      const [kept, revoked] = [keys.slice(0, 8), keys.slice(8)];
      const load = startLoad(kept, verify);
      await untilAllAnswered(revoked, verify, 'VALID');
      for (const { keyId } of revoked) expect(await revoke(keywatch, gateway, keyId)).toBe('DONE');
      const watch = startLoad(revoked, verify);
      master.freeze();
      await untilMaster(standby);
      await untilAllAnswered(kept, verify, 'VALID');
      master.thaw();
      await vi.waitFor(
        async () => expect(await master.redis.info('replication')).toMatch(/role:slave/),
        SOON,
      );
      await untilAllAnswered(kept, verify, 'VALID');
      await untilAllAnswered(revoked, verify, 'REVOKED');
      await Promise.all([load.stop(), watch.stop()]);
      expect(watch.answered('VALID')).toBe(0);
      expect(load.others()).toEqual([]);
      await untilCounted();
    });

    test('goes without a node that is away, refuses what is revoked meanwhile, and counts all of it', async () => {
      const { keywatch, gateway, verify, keys, untilCounted } = await open({ count: 24, limit: 1_000_000 });
      const [, away] = cluster.masters;
      const load = startLoad(keys, verify);
      await vi.waitFor(() => expect(load.answered('VALID')).toBeGreaterThan(100), SOON);
      await away?.kill();
      await vi.waitFor(async () => expect(await readiness(keywatch)).toBe('degraded'), SOON);
      for (const { secret } of keys) {
        expect([await verify(0, secret), await verify(1, secret)]).toEqual(['VALID', 'VALID']);
      }
      await load.stop();
      expect(load.others()).toEqual([]);
      const ofAway = keys.find(({ keyId }) => isOfSecond(keyId));
      expect(await revoke(keywatch, gateway, ofAway?.keyId ?? '')).toBe('PENDING');
      for (const at of [0, 1]) expect(await verify(at, ofAway?.secret ?? '')).toBe('REVOKED');
      await away?.start();
      await vi.waitFor(async () => expect(await readiness(keywatch)).toBe('ok'), SOON);
      for (const at of [0, 1]) expect(await verify(at, ofAway?.secret ?? '')).toBe('REVOKED');
      await untilAllAnswered(
        keys.filter((key) => key !== ofAway),
        verify,
        'VALID',
      );
      await untilCounted();
    });

    test('asks Postgres only about keys of the node that is away', async () => {
      const loaded = new Set<string>();
      const loadVersions = async (ids: readonly string[]) => {
        for (const id of ids) loaded.add(id);
        return new Map(ids.map((id) => [id, 1]));
      };
      const counters = await openTestCounters({ url: nodes(), shards: SHARDS, loadVersions });
      const keyIds = Array.from({ length: 200 }, () => crypto.randomUUID());
      await counters.versions.raise(keyIds, loadVersions);
      const decideAll = async () =>
        await Promise.all(keyIds.map(async (keyId) => await counters.decider.decide(entryOf({ keyId }))));
      await decideAll();
      const [, away] = cluster.masters;
      await away?.kill();
      await vi.waitFor(() => expect(counters.outage.isOn()).toBe(true), SOON);
      await decideAll();
      loaded.clear();
      const outcomes = await decideAll();
      expect(outcomes.every((outcome) => !outcome.stale && outcome.code === 'VALID')).toBe(true);
      expect([...loaded].toSorted()).toEqual(keyIds.filter(isOfSecond).toSorted());
      await away?.start();
      await untilUp(counters);
      const counts = await readCounts(counters);
      expect(keyIds.map((keyId) => sumOf(counts, keyId))).toEqual(keyIds.map(() => 3));
    });

    test('notices a node that hangs also without traffic', async () => {
      const counters = await openTestCounters({ url: nodes(), shards: SHARDS, verifies: true });
      for (const node of cluster.masters.slice(1)) {
        node.freeze();
        await vi.waitFor(() => expect(counters.outage.isOn()).toBe(true), SOON);
        node.thaw();
        await untilUp(counters);
      }
    });
  },
);

/** Whether a key is on the second of the masters. */
function isOfSecond(keyId: string): boolean {
  const names = createRedisKeys('any', SHARDS);
  return Math.floor((names.slotOf(names.shardOf(keyId)) * 3) / 16_384) === 1;
}

async function untilUp({ outage }: Counters): Promise<void> {
  await vi.waitFor(() => expect([outage.isOn(), outage.waiting()]).toEqual([false, 0]), SOON);
}

/** How many script calls each master has carried out. */
async function scriptCalls(cluster: TestCluster): Promise<number[]> {
  return await Promise.all(
    cluster.masters.map(async ({ redis }) => {
      const stats = await redis.info('commandstats');
      return [...stats.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce(
        (sum, [, n]) => sum + Number(n),
        0,
      );
    }),
  );
}

interface TestKey {
  readonly keyId: string;
  readonly secret: string;
}

type Verify = (number: number, key: string) => Promise<string>;

async function makeKeys(
  keywatch: TestKeywatch,
  { tenant }: Gateway,
  count: number,
  options: object,
): Promise<TestKey[]> {
  const made: TestKey[] = [];
  for (let at = 0; at < count; at++) {
    const variables = { workspaceId: tenant.workspaceId, name: `key ${at}`, ...options };
    const { key, secret } = success(await ask(keywatch, CreateKey, variables, tenant.token));
    made.push({ keyId: key.id, secret });
  }
  return made;
}

async function revoke(keywatch: TestKeywatch, { tenant }: Gateway, keyId: string): Promise<string> {
  const { workspaceId, token } = tenant;
  return success(await ask(keywatch, RevokeKey, { workspaceId, keyId }, token)).propagation;
}

/** Asks about keys in turn, a few requests at a time, until it is stopped. */
function startLoad(keys: readonly TestKey[], verify: Verify) {
  const answers = new Map<string, number>();
  const stopping = new AbortController();
  let sent = 0;
  const run = async () => {
    while (!stopping.signal.aborted) {
      const number = sent++;
      const key = keys[number % keys.length];
      if (key === undefined) return;
      const code = await verify(number, key.secret);
      answers.set(code, (answers.get(code) ?? 0) + 1);
    }
  };
  const runs = Array.from({ length: 5 }, run);
  const stop = async () => {
    stopping.abort();
    await Promise.all(runs);
  };
  onTestFinished(stop);
  return {
    answered: (code: string) => answers.get(code) ?? 0,
    others: () => [...answers].filter(([code]) => code !== 'VALID'),
    stop,
  };
}

/** Asks both processes about each key until all answers are the same. What is refused while Redis is away counts for nothing. */
async function untilAllAnswered(keys: readonly TestKey[], verify: Verify, code: string): Promise<void> {
  for (const { secret } of keys) {
    for (const number of [0, 1]) {
      await vi.waitFor(async () => expect(await verify(number, secret)).toBe(code), SOON);
    }
  }
}

async function readiness({ url }: TestKeywatch): Promise<unknown> {
  const answer = (await (await fetch(new URL('/readyz', url))).json()) as { status: unknown };
  return answer.status;
}

async function untilMaster({ redis }: ClusterNode): Promise<void> {
  await vi.waitFor(async () => expect(await redis.info('replication')).toMatch(/role:master/), SOON);
}

/** The two nodes that have the same slots, whichever of them is the master by now; both run. */
async function pairOf({ first, replica }: TestCluster) {
  await first.start();
  const nodes = [first, replica];
  return await vi.waitFor(async () => {
    const roles = await Promise.all(nodes.map(async ({ redis }) => await redis.info('replication')));
    const master = nodes.find((_, at) => /role:master/.test(roles[at] ?? ''));
    const standby = nodes.find((_, at) => /role:slave[^]*master_link_status:up/.test(roles[at] ?? ''));
    if (master === undefined || standby === undefined) throw new Error('not a master and a replica yet');
    return { master, standby };
  }, SOON);
}

/** Follows the stream of changes of a process. Returns how to stop. */
async function follow(
  keywatch: TestKeywatch,
  token: string,
  onChange: (keyId: string) => void,
): Promise<() => void> {
  const controller = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const { signal } = controller;
  const response = await fetch(new URL('/v1/changes', keywatch.url), { headers, signal });
  const begun = Promise.withResolvers<void>();
  const read = async () => {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      begun.resolve();
      for (const [keyId] of text.matchAll(/[0-9a-f-]{36}/g)) onChange(keyId);
    }
  };
  read().catch(begun.reject);
  await begun.promise;
  return () => controller.abort();
}

/** How many jobs the queue has seen to their end. */
async function jobsDone({ masters }: TestCluster, { redisPrefix }: TestKeywatch): Promise<number> {
  const name = `{${redisPrefix}:bull}:jobs:completed`;
  const counts = await Promise.all(masters.map(async ({ redis }) => await redis.zcard(name).catch(() => 0)));
  return counts.reduce((sum, count) => sum + count);
}

async function countByKey({ databaseUrl }: TestKeywatch): Promise<Map<string, number>> {
  const rows = (await sql(
    databaseUrl,
    'SELECT key_id, sum(n)::int AS n FROM usage_minutes GROUP BY key_id',
  )) as { key_id: string; n: number }[];
  return new Map(rows.map(({ key_id, n }) => [key_id, n]));
}
