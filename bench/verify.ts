import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { makeSigningSecret } from '../src/core/key/signing-secret.ts';
import { drawKeyAsks, type KeyAsk, signAsks } from './key-traffic.ts';
import { type LoadResult, runMixedLoad } from './load.ts';
import { openScratch } from './scratch.ts';
import { seedKeys } from './seed-keys.ts';
import { median, round } from './statistics.ts';
import { CONTESTANTS, type Contestant, type PerContestant, startContestants } from './verify-contestants.ts';

const CONNECTIONS = 64;
const WARM_SECONDS = 3;
const ROUND_SECONDS = 5;
const ROUNDS = 3;
/** Drawn anew for each round; about what the fastest contestant answers in it. */
const ASKS = 100_000;

interface Measured extends LoadResult {
  readonly cpuMicrosPerRequest: number;
  readonly redisMicrosPerRequest: number;
}

const flagsSchema = z.object({
  keys: z.coerce.number().int().min(1).default(10_000),
  invalid: z.coerce.number().min(0).max(100).default(0),
  processes: z.coerce.number().int().min(1).default(1),
  signed: z.boolean().default(false),
});

/**
 * Verifications per second of one process, with limits and exact counting on 10,000 keys, beside a bare `node:http` JSON
 * server, better-auth's API-key plugin on the same Postgres, and rate-limiter-flexible on the same Redis behind Fastify, all
 * on the same Node. They take turns with the same requests; ratios are taken within each round, then the median of the
 * rounds. `--keys` sets how many keys there are, `--invalid` the percentage of requests whose key is malformed or unknown
 * (the bare server knows no keys and answers all alike), `--processes` in how many processes Keywatch serves; each peer
 * stays in one. With `--signed`, each key has a signing secret and Keywatch checks a signature with each request, which no
 * peer does.
 */
export async function benchVerify(flags: string[]): Promise<Record<string, number | boolean>> {
  const { keys, invalid, processes, signed } = parseFlags(flags);
  const signingSecret = signed ? makeSigningSecret(randomBytes) : undefined;
  await using scratch = await openScratch();
  const startedAt = performance.now();
  const seeded = await seedKeys(scratch.config, keys, signingSecret);
  process.stderr.write(`${keys} keys seeded in ${round((performance.now() - startedAt) / 1_000)} s\n`);
  await using contestants = await startContestants(scratch, seeded, processes);
  const redis = new Redis(scratch.config.redisUrl ?? '', { commandTimeout: 5_000 });
  const draw = () => {
    const asks = drawKeyAsks(seeded.secrets, ASKS, invalid);
    return signingSecret === undefined ? asks : signAsks(asks, signingSecret);
  };
  await takeTurns(contestants, redis, draw(), WARM_SECONDS);
  const rounds: PerContestant<Measured>[] = [];
  while (rounds.length < ROUNDS) {
    const taken = await takeTurns(contestants, redis, draw(), ROUND_SECONDS);
    rounds.push(taken);
    for (const name of CONTESTANTS) process.stderr.write(`${describe(name, taken[name])}\n`);
  }
  redis.disconnect();
  return { ...summarise(rounds), keys, invalidPercent: invalid, processes, signed, connections: CONNECTIONS };
}

function parseFlags(flags: string[]): z.infer<typeof flagsSchema> {
  const option = { type: 'string' } as const;
  const options = { keys: option, invalid: option, processes: option, signed: { type: 'boolean' } as const };
  return flagsSchema.parse(parseArgs({ args: flags, options }).values);
}

async function takeTurns(
  contestants: PerContestant<Contestant>,
  redis: Redis,
  asked: readonly KeyAsk[],
  seconds: number,
): Promise<PerContestant<Measured>> {
  return {
    keywatch: await measure(contestants.keywatch, redis, asked, seconds),
    bare: await measure(contestants.bare, redis, asked, seconds),
    betterAuth: await measure(contestants.betterAuth, redis, asked, seconds),
    rateLimiterFlexible: await measure(contestants.rateLimiterFlexible, redis, asked, seconds),
  };
}

async function measure(
  { subjects, toAsk }: Contestant,
  redis: Redis,
  asked: readonly KeyAsk[],
  seconds: number,
): Promise<Measured> {
  const asks = asked.map(toAsk);
  const ports = subjects.map(({ port }) => port);
  const cpuMicros = async () => {
    const all = await Promise.all(subjects.map(async (subject) => await subject.cpuMicros()));
    return all.reduce((sum, micros) => sum + micros, 0);
  };
  const cpuBefore = await cpuMicros();
  const redisBefore = await redisMicros(redis);
  const result = await runMixedLoad({ ports, connections: CONNECTIONS, seconds, asks });
  return {
    ...result,
    cpuMicrosPerRequest: ((await cpuMicros()) - cpuBefore) / result.requests,
    redisMicrosPerRequest: ((await redisMicros(redis)) - redisBefore) / result.requests,
  };
}

async function redisMicros(redis: Redis): Promise<number> {
  const text = await redis.info('cpu');
  const read = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(text)?.[1] ?? 0);
  return (read('used_cpu_user') + read('used_cpu_sys')) * 1e6;
}

function summarise(rounds: readonly PerContestant<Measured>[]): Record<string, number> {
  const rate = ({ requestsPerSecond }: Measured) => requestsPerSecond;
  const over = (of: (round: PerContestant<Measured>) => number) => median(rounds.map(of));
  return {
    requestsPerSecond: Math.round(over(({ keywatch }) => rate(keywatch))),
    bareRequestsPerSecond: Math.round(over(({ bare }) => rate(bare))),
    betterAuthRequestsPerSecond: Math.round(over(({ betterAuth }) => rate(betterAuth))),
    rateLimiterFlexibleRequestsPerSecond: Math.round(
      over(({ rateLimiterFlexible }) => rate(rateLimiterFlexible)),
    ),
    ratioToBare: round(over(({ keywatch, bare }) => rate(keywatch) / rate(bare))),
    ratioToBetterAuth: round(over(({ keywatch, betterAuth }) => rate(keywatch) / rate(betterAuth))),
    ratioToRateLimiterFlexible: round(
      over(({ keywatch, rateLimiterFlexible }) => rate(keywatch) / rate(rateLimiterFlexible)),
    ),
    cpuRatioToBare: round(
      over(({ keywatch, bare }) => keywatch.cpuMicrosPerRequest / bare.cpuMicrosPerRequest),
    ),
    cpuMicrosPerRequest: round(over(({ keywatch }) => keywatch.cpuMicrosPerRequest)),
    redisMicrosPerRequest: round(over(({ keywatch }) => keywatch.redisMicrosPerRequest)),
    p50Ms: round(over(({ keywatch }) => keywatch.p50Ms)),
    p99Ms: round(over(({ keywatch }) => keywatch.p99Ms)),
    p99RatioToBare: round(over(({ keywatch, bare }) => keywatch.p99Ms / bare.p99Ms)),
  };
}

function describe(name: string, result: Measured): string {
  const { requestsPerSecond, p50Ms, p99Ms, cpuMicrosPerRequest } = result;
  return `${name.padEnd(19)} ${Math.round(requestsPerSecond)} requests/s, p50 ${round(p50Ms)} ms, p99 ${round(p99Ms)} ms, ${round(cpuMicrosPerRequest)} µs CPU`;
}
