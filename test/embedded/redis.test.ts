import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedRedis } from '../../src/embedded/redis.ts';
import { temporaryDataDir } from './instance.ts';

test('data survives a stop and a start', async () => {
  const dataDir = await temporaryDataDir();
  const first = await startEmbeddedRedis({ dataDir, log: () => undefined });
  await openClient(first.url).set('kept', 'yes');
  await first.stop();
  const second = await start(dataDir);
  expect(await openClient(second.url).get('kept')).toBe('yes');
});

test('it appends every second, evicts nothing and listens on the loopback only', async () => {
  const { url } = await start(await temporaryDataDir());
  const client = openClient(url);
  const settings = await client.config(
    'GET',
    'appendonly',
    'appendfsync',
    'maxmemory-policy',
    'bind',
    'save',
  );
  const pairs = settings.map((name, at) => [name, settings[at + 1]] as const).filter((_, at) => at % 2 === 0);
  expect(Object.fromEntries(pairs)).toEqual({
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    bind: '127.0.0.1',
    save: '',
  });
});

test('a stranger without the password is refused', async () => {
  const { url } = await start(await temporaryDataDir());
  const stranger = openClient(`redis://127.0.0.1:${new URL(url).port}`);
  await expect(stranger.get('kept')).rejects.toThrow('NOAUTH');
});

async function start(dataDir: string): Promise<{ url: string }> {
  const redis = await startEmbeddedRedis({ dataDir, log: () => undefined });
  onTestFinished(redis.stop);
  return redis;
}

function openClient(url: string): Redis {
  const client = new Redis(url, { enableReadyCheck: false, retryStrategy: () => null });
  client.on('error', () => undefined);
  onTestFinished(() => client.disconnect());
  return client;
}
