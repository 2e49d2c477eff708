import { lockDataDir } from '../../src/embedded/lock.ts';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { startEmbeddedRedis } from '../../src/embedded/redis.ts';

const dataDir = process.argv[2] ?? '';
const print = (line: string) => void process.stdout.write(`${line}\n`);

const release = await lockDataDir(dataDir);
const deps = { dataDir, log: print };
const [postgres, redis] = await Promise.all([startEmbeddedPostgres(deps), startEmbeddedRedis(deps)]);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([postgres.stop(), redis.stop()])
      .then(release)
      .then(() => print('stopped'));
  });
}

print(JSON.stringify({ postgresUrl: postgres.url, redisUrl: redis.url }));
