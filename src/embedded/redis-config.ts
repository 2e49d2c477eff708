import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RedisAddress } from './redis-ask.ts';

const FILE = 'redis.conf';

/** Writes the configuration of the private Redis of a folder, readable by its owner only. */
export async function writeRedisConfig(dir: string, { port, password }: RedisAddress): Promise<void> {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    'protected-mode yes',
    `requirepass ${password}`,
    'dir ./',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    'loglevel warning',
  ];
  await writeFile(join(dir, FILE), `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** Where the folder's Redis listened at its last start, or undefined before the first. */
export async function readRedisConfig(dir: string): Promise<RedisAddress | undefined> {
  const text = await readFile(join(dir, FILE), 'utf8').catch(() => '');
  const port = /^port (\d+)$/m.exec(text)?.[1];
  const password = /^requirepass (\w+)$/m.exec(text)?.[1];
  return port && password ? { port: Number(port), password } : undefined;
}
