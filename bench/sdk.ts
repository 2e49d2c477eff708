import { createKeywatch, type Keywatch } from '../src/sdk/keywatch.ts';
import { learnKeys } from './learn-keys.ts';
import { openScratch } from './scratch.ts';
import { seedKeys } from './seed-keys.ts';
import { median } from './statistics.ts';
import { startSubject } from './subject.ts';

const KEYS = 10_000;
const ENDPOINTS = Array.from({ length: 20 }, (_, at) => `tools/call:tool_${at}`);
const SCOPES = ['mcp:read'];
const WARM = 2_000_000;
const PER_ROUND = 3_000_000;
const ROUNDS = 5;
/** The event loop gets its turn so often, for the stream of changes and the reports. */
const PER_TURN = 1_000;

/**
 * Verifications per second and core (of processor time, all threads of the process together; what the clock on the wall
 * says stands beside it) in the SDK's local mode, with 10,000 keys: limits are taken from and requests counted and reported
 * to a Keywatch as they go. Each key comes as fresh bytes, as from a connection.
 */
export async function benchSdk(): Promise<Record<string, number>> {
  await using scratch = await openScratch();
  const { secrets, gatewayToken } = await seedKeys(scratch.config, KEYS);
  await using keywatch = await startSubject('keywatch', scratch.environment);
  const errors: string[] = [];
  const sdk = createKeywatch({
    url: `http://127.0.0.1:${keywatch.port}`,
    token: gatewayToken,
    local: { onError: ({ message }) => errors.push(message) },
  });
  await learnKeys(sdk, secrets);
  const keys = secrets.map((secret) => Buffer.from(secret));
  await run(sdk, keys, WARM);
  const rounds: { perSecond: number; perCpuSecond: number; remoteShare: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await run(sdk, keys, PER_ROUND));
    process.stderr.write(`${JSON.stringify(rounds.at(-1))}\n`);
  }
  await sdk.close();
  if (errors.length > 0) process.stderr.write(`reports failed: ${errors.length}, first: ${errors[0]}\n`);
  return {
    verificationsPerSecond: Math.round(median(rounds.map(({ perCpuSecond }) => perCpuSecond))),
    verificationsPerWallSecond: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
    remoteShare: Math.max(...rounds.map(({ remoteShare }) => remoteShare)),
    failedReports: errors.length,
    keys: KEYS,
  };
}

async function run(sdk: Keywatch, keys: readonly Buffer[], count: number) {
  const cpuBefore = process.cpuUsage();
  const since = performance.now();
  let remote = 0;
  for (let at = 0; at < count; at++) {
    const key = keys[at % KEYS]?.toString('latin1') ?? '';
    const request = { key, endpoint: ENDPOINTS[at % 20], scopes: SCOPES, ip: '203.0.113.9' };
    const decision = await sdk.verify(request);
    if (!decision.valid) throw new Error(`refused: ${decision.code}`);
    if (decision.decidedBy === 'KEYWATCH') remote += 1;
    if (at % PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const seconds = (performance.now() - since) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perSecond: count / seconds,
    perCpuSecond: count / ((user + system) / 1e6),
    remoteShare: remote / count,
  };
}
