import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { type Ask, postRequest, runMixedLoad } from './load.ts';
import { openScratch, type Scratch } from './scratch.ts';
import { readKeyIds, seedKeys } from './seed-keys.ts';
import { median, round } from './statistics.ts';
import { startSubject } from './subject.ts';

const EVENTS = 100;
const CONNECTIONS = 64;
/** Different lists of events; each batch is one of them under an id of its own. */
const BATCHES = 500;
const ENDPOINTS = ['tools/call:search', 'tools/call:create', 'tools/list'];
const WARM_SECONDS = 3;
const ROUND_SECONDS = 5;
const ROUNDS = 5;
/** Pipelines of HINCRBY under way at once: more did not make it faster. */
const PIPELINES = 8;
const ID_DIGITS = 16;

const flagsSchema = z.object({ keys: z.coerce.number().int().min(1).default(100) });

interface TrafficEvent {
  readonly keyId: string;
  readonly endpoint: string;
}

interface Round {
  readonly events: number;
  readonly hincrby: number;
  /** Of Keywatch an event, and of the client that sends HINCRBY. */
  readonly cpuMicros: number;
  readonly hincrbyCpuMicros: number;
  readonly p99Ms: number;
}

/**
 * Usage events per second that one process takes by `/v1/usage`, 100 a batch and each batch under an id, of keys that are
 * in use at the same time (`--keys`), beside one HINCRBY per event, pipelined by 100, on the same Redis. They take turns;
 * ratios are taken within each round, then the median of the rounds. The ratio of processor times, of Keywatch's process and the
 * client's, says the same on a machine that is busy with other things.
 */
export async function benchRecord(flags: string[]): Promise<Record<string, number>> {
  const { keys } = flagsSchema.parse(
    parseArgs({ args: flags, options: { keys: { type: 'string' } } }).values,
  );
  await using scratch = await openScratch();
  const { gatewayToken } = await seedKeys(scratch.config, keys);
  const keyIds = await readKeyIds(scratch.config);
  await using subject = await startSubject('keywatch', scratch.environment);
  const nextId = createBatchIds();
  // Made anew each time, as gateways report what was a moment ago.
  const run = async (seconds: number) => {
    const asks = makeAsks(keyIds, gatewayToken, nextId);
    return await runMixedLoad({ ports: [subject.port], connections: CONNECTIONS, asks, seconds });
  };
  await run(WARM_SECONDS);
  await incrementEach(scratch, keyIds, 1);
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) {
    const cpuBefore = await subject.cpuMicros();
    const { requests, requestsPerSecond, p99Ms } = await run(ROUND_SECONDS);
    const cpuMicros = ((await subject.cpuMicros()) - cpuBefore) / (requests * EVENTS);
    const own = process.cpuUsage();
    const hincrby = await incrementEach(scratch, keyIds, ROUND_SECONDS);
    const { user, system } = process.cpuUsage(own);
    const hincrbyCpuMicros = (user + system) / (hincrby * ROUND_SECONDS);
    const taken = { events: requestsPerSecond * EVENTS, hincrby, cpuMicros, hincrbyCpuMicros, p99Ms };
    rounds.push(taken);
    process.stderr.write(`${describe(taken)}\n`);
  }
  const over = (of: (taken: Round) => number) => median(rounds.map(of));
  return {
    eventsPerSecond: Math.round(over(({ events }) => events)),
    hincrbyPerSecond: Math.round(over(({ hincrby }) => hincrby)),
    ratioToHincrby: round(over(({ events, hincrby }) => events / hincrby)),
    cpuMicrosPerEvent: round(over(({ cpuMicros }) => cpuMicros)),
    cpuRatioToHincrby: round(over(({ cpuMicros, hincrbyCpuMicros }) => hincrbyCpuMicros / cpuMicros)),
    p99Ms: round(over(({ p99Ms }) => p99Ms)),
    keys,
    eventsPerBatch: EVENTS,
    connections: CONNECTIONS,
  };
}

function createBatchIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return String(last).padStart(ID_DIGITS, '0');
  };
}

/** Batches whose ids are new each time they are sent. */
function makeAsks(keyIds: readonly string[], token: string, nextId: () => string): Ask[] {
  return Array.from({ length: BATCHES }, () => {
    const events = drawEvents(keyIds).map((event) => ({
      ...event,
      at: Date.now(),
      requests: 1,
      status: Math.random() < 0.02 ? 502 : 200,
      latencyMs: Math.round(5 + Math.random() * 60),
      bytes: Math.round(Math.random() * 5_000),
    }));
    const blank = '0'.repeat(ID_DIGITS);
    const buffer = postRequest('/v1/usage', { batchId: blank, events }, { authorization: `Bearer ${token}` });
    const idAt = buffer.indexOf(blank);
    return {
      // Long sent by the time it is its turn again: there are fewer connections than batches.
      get request() {
        buffer.write(nextId(), idAt);
        return buffer;
      },
      expect: `"accepted":${EVENTS}`,
    };
  });
}

function drawEvents(keyIds: readonly string[]): TrafficEvent[] {
  return Array.from({ length: EVENTS }, () => ({ keyId: pick(keyIds), endpoint: pick(ENDPOINTS) }));
}

/** Counts each event by one HINCRBY; returns events per second. */
async function incrementEach(scratch: Scratch, keyIds: readonly string[], seconds: number): Promise<number> {
  const { redisUrl = '', redisPrefix } = scratch.config;
  const redis = new Redis(redisUrl);
  const batches = Array.from({ length: BATCHES }, () =>
    drawEvents(keyIds).map(({ keyId, endpoint }) => `${keyId}|${endpoint}`),
  );
  const name = `${redisPrefix}:hincrby`;
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  let sent = 0;
  const pipelines = Array.from({ length: PIPELINES }, async () => {
    while (performance.now() < until) {
      const pipeline = redis.pipeline();
      for (const field of batches[sent++ % BATCHES] ?? []) pipeline.hincrby(name, field, 1);
      await pipeline.exec();
    }
  });
  await Promise.all(pipelines);
  redis.disconnect();
  return (sent * EVENTS) / ((performance.now() - startedAt) / 1_000);
}

function pick<T>(from: readonly T[]): T {
  const picked = from[Math.floor(Math.random() * from.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}

function describe({ events, hincrby, cpuMicros, p99Ms }: Round): string {
  const own = `${Math.round(events)} events/s, p99 ${round(p99Ms)} ms, ${round(cpuMicros)} µs CPU an event`;
  return `keywatch ${own}; HINCRBY ${Math.round(hincrby)} events/s`;
}
