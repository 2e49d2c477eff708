import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EmbeddedError } from './errors.ts';
import { freePort } from './free-port.ts';
import type { Running } from './keep-running.ts';
import { keepRunning } from './keep-running.ts';
import { lockHolder, waitForLock } from './lock.ts';
import type { RedisBinary } from './redis-binary.ts';
import { readRedisConfig } from './redis-config.ts';
import { provideRedis } from './redis-install.ts';
import { endLeftOver, launchRedis } from './redis-process.ts';

const PORT_TRIES_MAX = 5;

/**
 * Starts a private Redis (or Valkey) with its data in `<dataDir>/redis`, and resolves when it answers on `url`, a free
 * port of 127.0.0.1 with a password made for this start. It ends with this process, however that ends. Where the
 * machine has none, it is installed if `mayInstall` (the default) and the machine allow. Throws EMBEDDED_REDIS_MISSING,
 * EMBEDDED_DATA_DIR_IN_USE or EMBEDDED_START_FAILED.
 */
export async function startEmbeddedRedis(deps: {
  dataDir: string;
  log: (line: string) => void;
  mayInstall?: boolean;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const dir = resolve(deps.dataDir, 'redis');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const release = await waitForLock(dir, 0);
  if (!release) {
    const pid = await lockHolder(dir);
    throw new EmbeddedError(
      'EMBEDDED_DATA_DIR_IN_USE',
      `process ${pid} uses ${dir}; stop it or set KEYWATCH_DATA_DIR`,
    );
  }
  try {
    const binary = await provideRedis({
      privateDir: resolve(deps.dataDir, 'bin/redis'),
      mayInstall: deps.mayInstall ?? true,
      log: deps.log,
    });
    const service = await startOn(dir, binary, deps.log);
    return {
      url: service.url,
      stop: async () => {
        await service.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    if (error instanceof EmbeddedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedError(
      'EMBEDDED_START_FAILED',
      `the embedded Redis in ${dir} did not start (${reason}); set REDIS_URL to use another one`,
      { cause: error },
    );
  }
}

async function startOn(
  dir: string,
  binary: RedisBinary,
  log: (line: string) => void,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const last = await readRedisConfig(dir);
  if (last) await endLeftOver(last);
  const password = randomBytes(24).toString('hex');
  let port: number | undefined;
  const start = async () => {
    if (port !== undefined) return await launchRedis({ dir, binary, address: { port, password } });
    const first = await launchOnFreePort({ dir, binary, password });
    ({ port } = first);
    return first;
  };
  const { stop } = await keepRunning({ name: 'Redis', log, start });
  return { url: `redis://:${password}@127.0.0.1:${port}`, stop };
}

/** A port can be taken between the choice and Redis' bind, so another one is tried then. */
async function launchOnFreePort(deps: {
  dir: string;
  binary: RedisBinary;
  password: string;
}): Promise<Running & { port: number }> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      const running = await launchRedis({ ...deps, address: { port, password: deps.password } });
      return { ...running, port };
    } catch (error) {
      const isTaken = error instanceof Error && /in use|listening/i.test(error.message);
      if (!isTaken || tries === PORT_TRIES_MAX) throw error;
    }
  }
}
