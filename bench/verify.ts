import { Redis } from 'ioredis';
import { type LoadResult, postRequest, runLoad } from './load.ts';
import { openScratch } from './scratch.ts';
import { seedKeys } from './seed-keys.ts';
import { median, round } from './statistics.ts';
import { type Subject, startSubject } from './subject.ts';

const CONNECTIONS = 64;
const KEYS = 10_000;
const WARM_SECONDS = 3;
const ROUND_SECONDS = 5;
const ROUNDS = 3;

interface Measured extends LoadResult {
  readonly cpuMicrosPerRequest: number;
  readonly redisMicrosPerRequest: number;
}

/**
 * Verifications per second of one process, with limits and exact counting on 10,000 keys, beside a bare `node:http` JSON
 * server on the same Node. The two take turns, and medians of their rounds are compared.
 */
export async function benchVerify(): Promise<Record<string, number>> {
  await using scratch = await openScratch();
  const { secrets, gatewayToken } = await seedKeys(scratch.config, KEYS);
  await using keywatch = await startSubject('keywatch', scratch.environment);
  await using yardstick = await startSubject('bare', {});
  const headers = { authorization: `Bearer ${gatewayToken}` };
  const bodies = secrets.map((key, at) => ({
    key,
    endpoint: `tools/call:tool_${at % 20}`,
    scopes: ['mcp:read'],
  }));
  const requests = bodies.map((body) => postRequest('/v1/keys/verify', body, headers));
  const bareRequests = bodies.map((body) => postRequest('/', body, headers));

  const redis = new Redis(scratch.config.redisUrl ?? '', { commandTimeout: 5_000 });
  const rounds: { keywatch: Measured; bare: Measured }[] = [];
  await warmUp(keywatch, requests);
  await warmUp(yardstick, bareRequests);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      keywatch: await measure(keywatch, requests, redis, ROUND_SECONDS),
      bare: await measure(yardstick, bareRequests, redis, ROUND_SECONDS),
    });
    process.stderr.write(
      `${describe('keywatch', rounds.at(-1)?.keywatch)}\n${describe('bare    ', rounds.at(-1)?.bare)}\n`,
    );
  }
  redis.disconnect();
  return summarise(rounds);
}

/** Asks until every key was asked about once, so that records are cached and code is compiled. */
async function warmUp(subject: Subject, requests: Buffer[]): Promise<void> {
  const load = {
    port: subject.port,
    connections: CONNECTIONS,
    seconds: WARM_SECONDS,
    expect: '"valid":true',
  };
  let at = 0;
  while (at < requests.length) at += (await runLoad({ ...load, requests: requests.slice(at) })).requests;
}

function summarise(rounds: readonly { keywatch: Measured; bare: Measured }[]): Record<string, number> {
  const ratio = (of: (result: Measured) => number) =>
    median(rounds.map(({ keywatch, bare }) => of(keywatch) / of(bare)));
  const ours = (of: (result: Measured) => number) => median(rounds.map(({ keywatch }) => of(keywatch)));
  return {
    requestsPerSecond: Math.round(ours((result) => result.requestsPerSecond)),
    bareRequestsPerSecond: Math.round(median(rounds.map(({ bare }) => bare.requestsPerSecond))),
    ratioToBare: round(ratio((result) => result.requestsPerSecond)),
    cpuRatioToBare: round(ratio((result) => result.cpuMicrosPerRequest)),
    cpuMicrosPerRequest: round(ours((result) => result.cpuMicrosPerRequest)),
    redisMicrosPerRequest: round(ours((result) => result.redisMicrosPerRequest)),
    p99Ms: round(ours((result) => result.p99Ms)),
    p99RatioToBare: round(ratio((result) => result.p99Ms)),
    keys: KEYS,
    connections: CONNECTIONS,
  };
}

async function measure(
  subject: Subject,
  requests: Buffer[],
  redis: Redis,
  seconds: number,
): Promise<Measured> {
  const cpuBefore = await subject.cpuMicros();
  const redisBefore = await redisMicros(redis);
  const load = { port: subject.port, connections: CONNECTIONS, seconds, requests, expect: '"valid":true' };
  const result = await runLoad(load);
  return {
    ...result,
    cpuMicrosPerRequest: ((await subject.cpuMicros()) - cpuBefore) / result.requests,
    redisMicrosPerRequest: ((await redisMicros(redis)) - redisBefore) / result.requests,
  };
}

async function redisMicros(redis: Redis): Promise<number> {
  const text = await redis.info('cpu');
  const read = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(text)?.[1] ?? 0);
  return (read('used_cpu_user') + read('used_cpu_sys')) * 1e6;
}

function describe(name: string, result: Measured | undefined): string {
  if (result === undefined) return name;
  const { requestsPerSecond, p50Ms, p99Ms, cpuMicrosPerRequest } = result;
  return `${name} ${Math.round(requestsPerSecond)} requests/s, p50 ${round(p50Ms)} ms, p99 ${round(p99Ms)} ms, ${round(cpuMicrosPerRequest)} µs CPU`;
}
