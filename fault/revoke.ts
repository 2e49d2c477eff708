import { setTimeout as delay } from 'node:timers/promises';
import { learnKeys } from '../bench/learn-keys.ts';
import { openScratch } from '../bench/scratch.ts';
import { seedKeys } from '../bench/seed-keys.ts';
import { quantile, round } from '../bench/statistics.ts';
import { KeywatchError } from '../src/sdk/errors.ts';
import { createKeywatch, type Keywatch } from '../src/sdk/keywatch.ts';
import { createJudge, type Judge } from './judge.ts';
import { revokeKey } from './revoke-key.ts';
import { startLoad } from './steady-load.ts';
import type { FaultOptions, Verdict } from './verdict.ts';
import { type HeldKey, startVerifiers, type Verifier } from './verifiers.ts';

const VERIFIERS = 3;
const LOAD_PER_SECOND = 300;
/** Keys that stay, and must go on being accepted. */
const KEYS_KEPT = 200;
const CONCURRENT = 4;
/** How often each verifier is asked after an answer, one request after the other; the load asks as well. */
const ASKED_AGAIN = 10;
const SDK_WAIT_MS = 10_000;
const SDK_POLL_MS = 1;

interface Scene {
  readonly verifiers: readonly Verifier[];
  readonly sdk: Keywatch;
  readonly judge: Judge;
  readonly adminToken: string;
  readonly workspaceId: string;
}

interface Revocation {
  readonly propagation: 'DONE' | 'PENDING';
  readonly mutationMs: number;
  readonly sdkWasLocal: boolean;
  /** From the mutation's answer to the first refusal of the client that decides locally. */
  readonly sdkMs: number;
  /** From the mutation's answer to the last request that this client accepted; 0 where there was none. */
  readonly sdkAcceptedMs: number;
}

/**
 * Revokes keys by GraphQL while three verifiers are asked about all keys: half one after the other, half four at a time,
 * each by another verifier than the one before. As soon as a mutation has answered DONE, all verifiers are asked about its
 * key, and none may accept it.
 */
export async function revoke({ revocations, seconds }: FaultOptions): Promise<Verdict> {
  await using scratch = await openScratch();
  const seeded = await seedKeys(scratch.config, revocations + KEYS_KEPT);
  await using started = await startVerifiers(VERIFIERS, scratch.environment, seeded.gatewayToken);
  const verifiers = started.all;
  const keys = await meetKeys(verifiers, seeded.secrets);
  await using sdk = await openLocal(verifiers, seeded.gatewayToken, keys.slice(0, revocations));
  const judge = createJudge((line) => process.stderr.write(`${line}\n`));
  const leastTime = delay(seconds * 1_000);
  const load = startLoad({ verifiers, keys, judge, requestsPerSecond: LOAD_PER_SECOND });
  const done = await revokeAll({ verifiers, sdk, judge, ...seeded }, keys.slice(0, revocations));
  await leastTime;
  return judgeAll(done, judge, await load.stop());
}

/** Asks every verifier about every key, so that all have all in memory. Returns the keys with their ids. */
async function meetKeys(verifiers: readonly Verifier[], secrets: readonly string[]): Promise<HeldKey[]> {
  const keys: HeldKey[] = [];
  for (const secret of secrets) {
    const decisions = await Promise.all(
      verifiers.map(async ({ client }) => await client.verify({ key: secret })),
    );
    const refused = decisions.find(({ valid }) => !valid);
    if (refused !== undefined)
      throw new Error(`a key was refused before the first revocation: ${refused.code}`);
    keys.push({ keyId: decisions[0]?.keyId ?? '', secret });
  }
  return keys;
}

/** A client that has decided about each of the keys by itself; it follows the first verifier. */
async function openLocal(
  [verifier]: readonly Verifier[],
  token: string,
  keys: readonly HeldKey[],
): Promise<Keywatch & AsyncDisposable> {
  const sdk = createKeywatch({ url: verifier?.url ?? '', token, local: {} });
  await learnKeys(
    sdk,
    keys.map(({ secret }) => secret),
  );
  return { ...sdk, [Symbol.asyncDispose]: sdk.close };
}

async function revokeAll(scene: Scene, keys: readonly HeldKey[]): Promise<Revocation[]> {
  const done: Promise<Revocation>[] = [];
  const revokeInTurn = async (queue: Iterable<[number, HeldKey]>) => {
    for (const [at, key] of queue) {
      const by = scene.verifiers[at % VERIFIERS];
      if (by !== undefined) done.push((await revokeOne(scene, by, key)).settled);
    }
  };
  const turns = [...keys.entries()];
  const half = Math.ceil(turns.length / 2);
  await revokeInTurn(turns.slice(0, half));
  const queue = turns.slice(half).values();
  await Promise.all(Array.from({ length: CONCURRENT }, async () => await revokeInTurn(queue)));
  return await Promise.all(done);
}

/** Returns as soon as the mutation has answered; what was asked afterwards settles later. */
async function revokeOne(
  { sdk, judge, verifiers, workspaceId, adminToken }: Scene,
  by: Verifier,
  key: HeldKey,
): Promise<{ settled: Promise<Revocation> }> {
  const { keyId, secret } = key;
  const { decidedBy } = await sdk.verify({ key: secret });
  judge.revoking(keyId);
  const sentAt = performance.now();
  const propagation = await revokeKey(by.url, adminToken, { workspaceId, keyId });
  const answeredAt = performance.now();
  if (propagation === 'DONE') judge.revoked(keyId, answeredAt);
  const askAgain = async (verifier: Verifier) => {
    for (let times = 0; times < ASKED_AGAIN; times++) await verifier.ask(key, judge);
  };
  const asked = Promise.all(verifiers.map(askAgain));
  const settle = async (): Promise<Revocation> => {
    const told = await untilRefused(sdk, secret, answeredAt);
    await asked;
    return { propagation, mutationMs: answeredAt - sentAt, sdkWasLocal: decidedBy === 'LOCAL', ...told };
  };
  return { settled: settle() };
}

/** Asks until the client refuses the key, or for ten seconds where it does not. */
async function untilRefused(
  sdk: Keywatch,
  key: string,
  answeredAt: number,
): Promise<Pick<Revocation, 'sdkMs' | 'sdkAcceptedMs'>> {
  let sdkAcceptedMs = 0;
  for (;;) {
    const askedMs = performance.now() - answeredAt;
    const decision = await sdk.verify({ key }).catch((error: unknown) => {
      if (error instanceof KeywatchError) return undefined;
      throw error;
    });
    if (decision?.valid === true) sdkAcceptedMs = askedMs;
    if (decision?.valid === false || askedMs > SDK_WAIT_MS) {
      return { sdkMs: performance.now() - answeredAt, sdkAcceptedMs };
    }
    await delay(SDK_POLL_MS);
  }
}

function judgeAll(
  revocations: readonly Revocation[],
  { counts }: Judge,
  load: { requests: number; requestsPerSecond: number },
): Verdict {
  const mutationMs = revocations.map((revocation) => revocation.mutationMs);
  const done = revocations.filter(({ propagation }) => propagation === 'DONE');
  const figures = {
    revocations: done.length,
    pending: revocations.length - done.length,
    ...counts,
    mutationP50Ms: round(quantile(mutationMs, 0.5)),
    mutationP99Ms: round(quantile(mutationMs, 0.99)),
    mutationMaxMs: round(Math.max(...mutationMs)),
    sdkP50Ms: round(
      quantile(
        done.map(({ sdkMs }) => sdkMs),
        0.5,
      ),
    ),
    sdkMaxMs: round(Math.max(...done.map(({ sdkMs }) => sdkMs))),
    sdkAcceptedMaxMs: round(Math.max(...done.map(({ sdkAcceptedMs }) => sdkAcceptedMs))),
    sdkLocal: done.filter(({ sdkWasLocal }) => sdkWasLocal).length,
    loadRequests: load.requests,
    loadPerSecond: Math.round(load.requestsPerSecond),
    verifiers: VERIFIERS,
  };
  const held = done.length > 0 && counts.acceptedAfterAnswer === 0 && counts.unexpectedAnswers === 0;
  return { figures, held };
}
