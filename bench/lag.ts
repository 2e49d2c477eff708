import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { MINUTE_MS } from '../src/core/usage/cell.ts';
import { openScratch } from './scratch.ts';
import { readKeyIds, seedKeys } from './seed-keys.ts';
import { quantile } from './statistics.ts';
import { startSubject } from './subject.ts';

const EVENTS = 100;
const PROBES = 30;
/** Batches under way at once; more wait outside. */
const UNDER_WAY_MAX = 16;
const POLL_MS = 20;
/** A minute that is not whole after so long never will be. */
const PATIENCE_MS = 120_000;

const flagsSchema = z.object({
  keys: z.coerce.number().int().min(1).default(10_000),
  closingKeys: z.coerce.number().int().min(1).default(100_000),
  eventsPerSecond: z.coerce.number().int().min(EVENTS).default(2_500),
});

/** The doors of one Keywatch that runs everything in one process. */
interface Doors {
  /** Counts one request of each key now; returns when that was, once it is acknowledged. */
  report(keyIds: readonly string[]): Promise<number>;
  /** Requests of a minute, and up to when all is counted. */
  usage(minute: number, keyIds?: readonly string[]): Promise<{ requests: number; completeThrough: number }>;
}

/**
 * How long it takes until GraphQL tells what was acknowledged, from `/v1/usage` through Redis and the roll-up, in one process
 * that does it all. Open minutes: while 10,000 keys (`--keys`) are in use, 30 requests of one more key are looked for, one after
 * the other. Closed minutes: a minute in which 100,000 keys (`--closingKeys`) are used is asked for from its end on, until
 * its sum is exact and `completeThrough` says so; `closedMinuteKeys` says of how many the machine managed. `--eventsPerSecond` is
 * the load of both.
 */
export async function benchLag(flags: string[]): Promise<Record<string, number>> {
  const text = { type: 'string' } as const;
  const options = { keys: text, closingKeys: text, eventsPerSecond: text };
  const { keys, closingKeys, eventsPerSecond } = flagsSchema.parse(
    parseArgs({ args: flags, options }).values,
  );
  await using scratch = await openScratch();
  const seeded = await seedKeys(scratch.config, Math.max(keys, closingKeys) + 1);
  const [probe = '', ...keyIds] = await readKeyIds(scratch.config);
  await using subject = await startSubject('keywatch', { ...scratch.environment, KEYWATCH_ROLE: 'all' });
  const doors = openDoors(subject.port, seeded);
  const open = await measureOpen(doors, probe, createTraffic(doors, keyIds.slice(0, keys), eventsPerSecond));
  process.stderr.write(`open minutes: ${open.map((ms) => Math.round(ms)).join(', ')} ms\n`);
  const used = keyIds.slice(0, closingKeys);
  const closing = createTraffic(doors, used, eventsPerSecond);
  // Their records are read where they are used first, which is no part of the lag.
  await closing(AbortSignal.timeout((used.length / eventsPerSecond) * 1_000));
  const { lagMs, requests } = await measureClosed(doors, closing);
  return {
    activeKeys: keys,
    openMinuteLagP50Ms: Math.round(quantile(open, 0.5)),
    openMinuteLagP99Ms: Math.round(quantile(open, 0.99)),
    // Each key has its turn before any has another.
    closedMinuteKeys: Math.min(requests, closingKeys),
    closedMinuteLagMs: Math.round(lagMs),
    eventsPerSecond,
  };
}

async function measureOpen({ report, usage }: Doors, probe: string, traffic: Traffic): Promise<number[]> {
  const stop = new AbortController();
  const busy = traffic(stop.signal);
  const lags: number[] = [];
  await delay(2_000);
  const counted = new Map<number, number>();
  for (let sent = 0; sent < PROBES; sent += 1) {
    const minute = await report([probe]);
    const acknowledgedAt = performance.now();
    const expected = (counted.get(minute) ?? 0) + 1;
    counted.set(minute, expected);
    await until(async () => (await usage(minute, [probe])).requests >= expected);
    lags.push(performance.now() - acknowledgedAt);
  }
  stop.abort();
  await busy;
  return lags;
}

async function measureClosed(
  { usage }: Doors,
  traffic: Traffic,
): Promise<{ lagMs: number; requests: number }> {
  // From the next whole minute on, so that all keys have their turn in it.
  const minute = Math.floor(Date.now() / MINUTE_MS) + 1;
  const [start, end] = [minute * MINUTE_MS, (minute + 1) * MINUTE_MS];
  await delay(start - Date.now());
  const acknowledged = await traffic(AbortSignal.timeout(end - Date.now()));
  const expected = acknowledged.get(minute) ?? 0;
  await until(async () => {
    const { requests, completeThrough } = await usage(minute);
    return completeThrough >= end && requests === expected;
  });
  return { lagMs: Date.now() - end, requests: expected };
}

/** Reports requests of some keys in turn until it is told to stop; returns how many were acknowledged, by unix minute. */
type Traffic = (signal: AbortSignal) => Promise<ReadonlyMap<number, number>>;

function createTraffic({ report }: Doors, keyIds: readonly string[], eventsPerSecond: number): Traffic {
  return async (signal) => {
    const acknowledged = new Map<number, number>();
    const waiting = new Set<Promise<void>>();
    const startedAt = performance.now();
    for (let sent = 0; !signal.aborted; sent += EVENTS) {
      const from = sent % keyIds.length;
      const batch = keyIds.slice(from, from + EVENTS);
      const sending = report(batch).then((minute) => {
        acknowledged.set(minute, (acknowledged.get(minute) ?? 0) + batch.length);
        waiting.delete(sending);
      });
      waiting.add(sending);
      if (waiting.size >= UNDER_WAY_MAX) await Promise.race(waiting);
      const aheadMs = (sent / eventsPerSecond) * 1_000 - (performance.now() - startedAt);
      if (aheadMs > 0) await delay(aheadMs);
    }
    await Promise.all(waiting);
    return acknowledged;
  };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('what was acknowledged is not told');
    await delay(POLL_MS);
  }
}

const USAGE = `query Lag($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {
  usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: MINUTE, filter: { keyIds: $keyIds }) {
    completeThrough totals { requests }
  }
}`;

const answerSchema = z.object({
  data: z.object({
    usage: z.object({ completeThrough: z.string().nullable(), totals: z.object({ requests: z.number() }) }),
  }),
});

function openDoors(
  port: number,
  seeded: { workspaceId: string; gatewayToken: string; adminToken: string },
): Doors {
  const { workspaceId, gatewayToken, adminToken } = seeded;
  const post = async (path: string, token: string, body: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return await response.json();
  };
  return {
    report: async (keyIds) => {
      const at = Date.now();
      const events = keyIds.map((keyId) => ({ keyId, at, endpoint: 'tools/list', requests: 1 }));
      const answer = await post('/v1/usage', gatewayToken, { batchId: randomUUID(), events });
      z.object({ accepted: z.literal(keyIds.length) }).parse(answer);
      return Math.floor(at / MINUTE_MS);
    },
    usage: async (minute, keyIds) => {
      const [from, to] = [minute, minute + 1].map((each) => new Date(each * MINUTE_MS).toISOString());
      const variables = { workspaceId, from, to, keyIds: keyIds ?? null };
      const answer = await post('/graphql', adminToken, { query: USAGE, variables });
      const { completeThrough, totals } = answerSchema.parse(answer).data.usage;
      return { requests: totals.requests, completeThrough: Date.parse(completeThrough ?? '') };
    },
  };
}
