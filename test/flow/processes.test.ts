import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { forgetPrefix, redisUrl } from '../support/counters.ts';
import { freshDatabase, oneSession } from '../support/database.ts';
import { RevokeKey } from '../support/documents.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { post, type RemoteKeywatch } from '../support/keywatch.ts';
import { type Command, startCommand } from '../support/process.ts';
import { sql } from '../support/sql.ts';

const SOON = { timeout: 30_000, interval: 50 };
const PROCESSES = 3;

describe.skipIf(oneSession)('several processes on one port', { timeout: 120_000 }, () => {
  test('count exactly, refuse a revoked key, and go on where one is killed', async () => {
    const { command, keywatch } = await startGroup();
    const gateway = await seedGateway(keywatch, { rateLimit: { limit: 1_000_000, windowSeconds: 60 } });
    const tally = { attempted: 0, acknowledged: 0, failed: 0 };
    const verify = async () => {
      tally.attempted += 1;
      const { body } = await askAnew(keywatch, gateway);
      tally.acknowledged += 1;
      return body.code;
    };
    const codes = await Promise.all(Array.from({ length: 60 }, verify));
    expect(new Set(codes)).toEqual(new Set(['VALID']));
    expect(await decisions(keywatch)).toBe(60);

    const [pid = 0] = pidsOf(command, 'api');
    const load = startLoad(verify, () => {
      tally.failed += 1;
    });
    await vi.waitFor(() => expect(tally.acknowledged).toBeGreaterThan(200), SOON);
    process.kill(pid, 'SIGKILL');
    await command.until(/"pid":\d+,[^\n]*A process ended; another takes its place/);
    const seen = tally.acknowledged;
    await vi.waitFor(() => expect(tally.acknowledged).toBeGreaterThan(seen + 200), SOON);
    await vi.waitFor(() => expect(pidsOf(command, 'api')).toHaveLength(PROCESSES + 1), SOON);
    await load.stop();
    expect(tally.failed).toBeLessThanOrEqual(10);
    await vi.waitFor(
      async () => expect(await counted(keywatch)).toBeGreaterThanOrEqual(tally.acknowledged),
      SOON,
    );
    expect(await counted(keywatch)).toBeLessThanOrEqual(tally.attempted);

    const { workspaceId, token } = gateway.tenant;
    const { propagation } = success(
      await ask(keywatch, RevokeKey, { workspaceId, keyId: gateway.keyId }, token),
    );
    expect(propagation).toBe('DONE');
    const refused = await Promise.all(
      Array.from({ length: 60 }, async () => (await askAnew(keywatch, gateway)).body.code),
    );
    expect(new Set(refused)).toEqual(new Set(['REVOKED']));
  });

  test('end with the primary: on SIGTERM without losing a request, and also where it is killed', async () => {
    const { command, keywatch } = await startGroup();
    const gateway = await seedGateway(keywatch, { rateLimit: { limit: 1_000_000, windowSeconds: 60 } });
    const under = Array.from({ length: 30 }, async () => (await askAnew(keywatch, gateway)).body.code);
    expect(new Set(await Promise.all(under))).toEqual(new Set(['VALID']));
    await command.kill('SIGTERM');
    expect(await command.exit()).toBe(0);
    for (const pid of pidsOf(command)) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(fetch(keywatch.url)).rejects.toThrow('fetch failed');

    const again = await startGroup();
    await vi.waitFor(() => expect(pidsOf(again.command)).toHaveLength(PROCESSES + 1), SOON);
    const pids = pidsOf(again.command);
    again.command.child.kill('SIGKILL');
    for (const pid of pids) await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), SOON);
  });

  test('do not start where the port is taken', async () => {
    const { keywatch } = await startGroup();
    const { command } = await startCommandOf({ PORT: new URL(keywatch.url).port });
    expect(await command.exit()).toBe(1);
    expect(command.output()).toMatch(/keywatch: Port \d+ of 127.0.0.1 is taken/);
  });
});

async function startCommandOf(environment: Record<string, string>) {
  const database = await freshDatabase();
  const prefix = `test-${crypto.randomUUID()}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  const command = startCommand('src/main.ts', [], {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl(),
    KEYWATCH_REDIS_PREFIX: prefix,
    KEYWATCH_DATA_DIR: dataDir,
    KEYWATCH_API_PROCESSES: String(PROCESSES),
    PORT: '0',
    ...environment,
  });
  onTestFinished(async () => {
    await command.kill('SIGTERM');
    await database.drop();
    await forgetPrefix(prefix);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });
  return { command, databaseUrl: database.url };
}

async function startGroup(): Promise<{
  command: Command;
  keywatch: RemoteKeywatch & { databaseUrl: string };
}> {
  const { command, databaseUrl } = await startCommandOf({});
  const [, url = ''] = await command.until(/Keywatch listens on (http:\S+)/);
  return { command, keywatch: { url, databaseUrl, post: post(url) } };
}

/** The processes of a role, or all of them, that were ever at work. */
function pidsOf(command: Command, role = '\\w+'): number[] {
  const lines = command
    .output()
    .matchAll(new RegExp(`"role":"${role}","pid":(\\d+),"msg":"A process is at work`, 'g'));
  return [...lines].map(([, pid]) => Number(pid));
}

/** Asks about the key over a connection of its own, which any of the processes may get. */
async function askAnew(
  { url }: { url: string },
  { token, secret }: Gateway,
): Promise<{ body: { code: string } }> {
  const response = await fetch(new URL('/v1/keys/verify', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, connection: 'close' },
    body: JSON.stringify({ key: secret }),
    signal: AbortSignal.timeout(10_000),
  });
  return { body: (await response.json()) as { code: string } };
}

function startLoad(request: () => Promise<unknown>, onFailed: () => void) {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) await request().catch(onFailed);
  };
  const runs = Array.from({ length: 6 }, run);
  const stop = async () => {
    stopping.abort();
    await Promise.all(runs);
  };
  onTestFinished(stop);
  return { stop };
}

async function decisions({ url }: { url: string }): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Number(/^keywatch_decisions_total\{code="VALID"\} (\d+)/m.exec(text)?.[1]);
}

async function counted({ databaseUrl }: { databaseUrl: string }): Promise<number> {
  const [row] = (await sql(databaseUrl, 'SELECT sum(n)::int AS n FROM usage_minutes')) as { n: number }[];
  return row?.n ?? 0;
}
