import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedBetterAuth } from './better-auth.ts';
import type { KeyAsk } from './key-traffic.ts';
import { type Ask, postRequest, sendOnce } from './load.ts';
import type { Scratch } from './scratch.ts';
import type { SeededKeys } from './seed-keys.ts';
import { seedVersions } from './seed-versions.ts';
import { type Subject, startSubject } from './subject.ts';

/** Who takes turns in `bench -- verify`. */
export const CONTESTANTS = ['keywatch', 'bare', 'betterAuth', 'rateLimiterFlexible'] as const;

/** One of each contestant's figures. */
export type PerContestant<T> = Readonly<Record<(typeof CONTESTANTS)[number], T>>;

/** A server under test, in one process or more. */
export interface Contestant {
  readonly subjects: readonly Subject[];
  /** Writes a verification as this server wants it. */
  readonly toAsk: (asked: KeyAsk) => Ask;
}

const BATCH = 100;
const BATCHES_AT_ONCE = 8;
const MEET_MS_MAX = 20_000;

/**
 * Starts Keywatch in some processes and each of its peers in one, all with the same keys. Each process of Keywatch has been
 * asked about each key once, or, where there are very many, about as many as it takes 20 seconds to ask about.
 */
export async function startContestants(
  scratch: Scratch,
  { secrets, gatewayToken }: SeededKeys,
  processes: number,
): Promise<PerContestant<Contestant> & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const start = async (name: string, more: Record<string, string> = {}) =>
    stack.use(await startSubject(name, { ...scratch.environment, ...more }));

  const { databaseUrl = '', dataDir, redisPrefix } = scratch.config;
  await seedVersions(scratch.config);
  await seedBetterAuth(databaseUrl, secrets);
  const secretsFile = join(dataDir, 'secrets.txt');
  await writeFile(secretsFile, secrets.join('\n'));

  const keywatch: Subject[] = [];
  while (keywatch.length < processes) keywatch.push(await start('keywatch'));
  const headers = { authorization: `Bearer ${gatewayToken}` };
  for (const subject of keywatch) await meetKeys(subject.port, secrets, headers);
  const plain = ({ valid, body }: KeyAsk) => ({ request: postRequest('/', body), expect: expected(valid) });
  const contestants = {
    keywatch: {
      subjects: keywatch,
      toAsk: ({ valid, body }: KeyAsk) => ({
        request: postRequest('/v1/keys/verify', body, headers),
        expect: expected(valid),
      }),
    },
    bare: {
      subjects: [await start('bare')],
      toAsk: ({ body }: KeyAsk) => ({ request: postRequest('/', body, headers), expect: expected(true) }),
    },
    betterAuth: { subjects: [await start('better-auth')], toAsk: plain },
    rateLimiterFlexible: {
      subjects: [
        await start('rate-limiter-flexible', {
          BENCH_SECRETS_FILE: secretsFile,
          BENCH_REDIS_PREFIX: redisPrefix,
        }),
      ],
      toAsk: plain,
    },
  };
  const started = stack.move();
  return { ...contestants, [Symbol.asyncDispose]: async () => await started.disposeAsync() };
}

function expected(valid: boolean): string {
  return `"valid":${valid}`;
}

async function meetKeys(
  port: number,
  secrets: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const until = performance.now() + MEET_MS_MAX;
  let next = 0;
  const meet = async () => {
    while (next < secrets.length && performance.now() < until) {
      const verifications = secrets.slice(next, next + BATCH).map((key) => ({ key }));
      next += BATCH;
      const answer = await sendOnce(port, postRequest('/v1/keys/verify-batch', { verifications }, headers));
      if (answer.includes('"keyId":null')) throw new Error(`a seeded key is not known: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, meet));
}
