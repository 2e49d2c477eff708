import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataDir } from '../../src/embedded/lock.ts';
import { startEmbeddedRedis } from '../../src/embedded/redis.ts';
import { descendants, gone, kill, startInstance, temporaryDataDir, usedDataDir } from './instance.ts';

const LONG_MS = 60_000;

test('two instances on folders of their own do not see each other', { timeout: LONG_MS }, async () => {
  const [one, other] = await Promise.all([
    temporaryDataDir().then(startInstance),
    temporaryDataDir().then(startInstance),
  ]);
  await write(one, 'one');
  await write(other, 'other');
  expect(await read(one)).toEqual({ postgres: ['one'], redis: 'one' });
  expect(await read(other)).toEqual({ postgres: ['other'], redis: 'other' });
});

test('a folder in use is refused in one line that names the process', { timeout: LONG_MS }, async () => {
  const dataDir = await usedDataDir();
  const first = await startInstance(dataDir);
  await expect(lockDataDir(dataDir)).rejects.toMatchObject({
    code: 'EMBEDDED_DATA_DIR_IN_USE',
    message: `another Keywatch (pid ${first.process.pid}) uses ${dataDir}; stop it or set KEYWATCH_DATA_DIR`,
  });
  const redis = startEmbeddedRedis({ dataDir, log: () => undefined });
  await expect(redis).rejects.toMatchObject({ code: 'EMBEDDED_DATA_DIR_IN_USE' });
  await write(first, 'still there');
});

test('a released folder can be locked again, by the same process too', async () => {
  const dataDir = await temporaryDataDir();
  const release = await lockDataDir(dataDir);
  await expect(lockDataDir(dataDir)).rejects.toMatchObject({ code: 'EMBEDDED_DATA_DIR_IN_USE' });
  await release();
  await (await lockDataDir(dataDir))();
});

test('a lock whose release nobody kept is not collected as garbage', async () => {
  const dataDir = await temporaryDataDir();
  await lockDataDir(dataDir);
  setFlagsFromString('--expose-gc');
  for (let round = 0; round < 5; round += 1) {
    await new Promise(setImmediate);
    runInNewContext('gc')();
  }
  await expect(lockDataDir(dataDir)).rejects.toMatchObject({ code: 'EMBEDDED_DATA_DIR_IN_USE' });
});

test('kill -9 of the parent leaves no process behind, and the next start has the data', {
  timeout: LONG_MS,
}, async () => {
  const dataDir = await usedDataDir();
  const first = await startInstance(dataDir);
  await write(first, 'kept');
  expect(descendants(first.process.pid ?? 0).length).toBeGreaterThanOrEqual(3);
  await kill(first.process);
  expect(await read(await startInstance(dataDir))).toEqual({ postgres: ['kept'], redis: 'kept' });
});

test('a start right after kill -9 waits for what is left and has the data', {
  timeout: LONG_MS,
}, async () => {
  const dataDir = await usedDataDir();
  const first = await startInstance(dataDir);
  await write(first, 'kept');
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  expect(await read(await startInstance(dataDir))).toEqual({ postgres: ['kept'], redis: 'kept' });
});

test('a Redis that outlives its killed watchdog is ended by the next start', {
  timeout: LONG_MS,
}, async () => {
  const dataDir = await usedDataDir();
  const first = await startInstance(dataDir);
  await write(first, 'kept');
  const children = descendants(first.process.pid ?? 0);
  first.process.kill('SIGSTOP');
  for (const { pid } of children.filter((child) => child.command.includes('watchdog')))
    process.kill(pid, 'SIGKILL');
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  expect(await read(await startInstance(dataDir))).toEqual({ postgres: ['kept'], redis: 'kept' });
  await gone(children.map((child) => child.pid));
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s of the whole group stops both in order',
  { timeout: LONG_MS },
  async (signal) => {
    const dataDir = await usedDataDir();
    const first = await startInstance(dataDir);
    await write(first, 'kept');
    const children = descendants(first.process.pid ?? 0);
    process.kill(-(first.process.pid ?? 0), signal);
    const [code] = await once(first.process, 'exit');
    expect(code).toBe(0);
    expect(first.lines.at(-1)).toBe('stopped');
    expect(first.lines).toHaveLength(2);
    await gone(children.map((child) => child.pid));
    expect(await read(await startInstance(dataDir))).toEqual({ postgres: ['kept'], redis: 'kept' });
  },
);

test('services killed one by one come back on their addresses with the data', {
  timeout: LONG_MS,
}, async () => {
  const first = await startInstance(await usedDataDir());
  await write(first, 'kept');
  const children = descendants(first.process.pid ?? 0);
  const killed = children.filter(
    ({ command }) => /postgres-child|redis-server/.test(command) && !/watchdog/.test(command),
  );
  expect(killed).toHaveLength(2);
  for (const { pid } of killed) process.kill(pid, 'SIGKILL');
  await expect
    .poll(async () => await read(first).catch(() => undefined), { timeout: 20_000 })
    .toEqual({
      postgres: ['kept'],
      redis: 'kept',
    });
});

async function write(instance: { postgresUrl: string; redisUrl: string }, value: string): Promise<void> {
  const client = new Client(instance.postgresUrl);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS kept (value text)');
  await client.query('INSERT INTO kept VALUES ($1)', [value]);
  await client.end();
  const redis = new Redis(instance.redisUrl);
  await redis.set('kept', value);
  redis.disconnect();
}

async function read(instance: { postgresUrl: string; redisUrl: string }): Promise<unknown> {
  const client = new Client(instance.postgresUrl);
  await client.connect();
  onTestFinished(async () => await client.end().catch(() => undefined));
  client.on('error', () => undefined);
  const { rows } = await client.query<{ value: string }>('SELECT value FROM kept');
  const redis = new Redis(instance.redisUrl, { retryStrategy: () => null });
  redis.on('error', () => undefined);
  const value = await redis.get('kept');
  redis.disconnect();
  return { postgres: rows.map((row) => row.value), redis: value };
}
