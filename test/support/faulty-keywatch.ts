import { onTestFinished, vi } from 'vitest';
import type { Config } from '../../src/config.ts';
import { redisUrl } from './counters.ts';
import { freshDatabase } from './database.ts';
import { startKeywatch, type TestKeywatch } from './keywatch.ts';
import { type LossyProxy, openLossyProxy } from './lossy-proxy.ts';

/** A Keywatch whose Redis and Postgres can go away. */
export interface FaultyKeywatch extends TestKeywatch {
  readonly redis: LossyProxy;
  readonly postgres: LossyProxy;
  /** A gauge or counter without labels. */
  metric(name: string): Promise<number>;
  /** Waits until this process knows whether Redis is there. */
  untilRedis(state: 'up' | 'down'): Promise<void>;
}

/** Starts one; it ends with the test, for which both services come back. `database` is that of another one. */
export async function startFaultyKeywatch(
  overrides: Partial<Config> = {},
  database?: string,
): Promise<FaultyKeywatch> {
  const own = database === undefined ? await freshDatabase() : undefined;
  const databaseUrl = database ?? own?.url ?? '';
  if (own !== undefined) onTestFinished(async () => await own.drop());
  const redis = await openProxy(redisUrl(), 6_379);
  const postgres = await openProxy(databaseUrl, 5_432);
  const keywatch = await startKeywatch({
    redisSilentMs: 100,
    ...overrides,
    redisUrl: redis.url,
    databaseUrl: postgres.url,
    logLevel: 'fatal',
  });
  onTestFinished(() => {
    for (const { proxy } of [redis, postgres]) {
      proxy.comeBack();
      proxy.goOn();
    }
  });
  const metric = async (name: string) => {
    const text = await (await fetch(new URL('/metrics', keywatch.url))).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  return {
    ...keywatch,
    databaseUrl,
    redis: redis.proxy,
    postgres: postgres.proxy,
    metric,
    untilRedis: async (state) =>
      await vi.waitFor(
        async () => {
          const down = await metric('keywatch_redis_down');
          if (down !== (state === 'down' ? 1 : 0)) throw new Error(`Redis is not ${state}`);
        },
        { timeout: 20_000, interval: 10 },
      ),
  };
}

async function openProxy(target: string, usualPort: number): Promise<{ proxy: LossyProxy; url: string }> {
  const url = new URL(target);
  const proxy = await openLossyProxy({ host: url.hostname, port: Number(url.port || usualPort) });
  onTestFinished(async () => await proxy.close());
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return { proxy, url: url.href };
}
