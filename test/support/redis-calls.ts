import { Redis } from 'ioredis';
import { redisUrl } from './counters.ts';

/** Counts the commands and script calls that name a key under a prefix while something runs. */
export async function countRedisCalls<T>(
  prefix: string,
  run: () => Promise<T>,
): Promise<{ result: T; calls: number }> {
  const redis = new Redis(redisUrl(), { commandTimeout: 5_000 });
  const monitor = await redis.monitor();
  const seen: { args: string[]; source: string }[] = [];
  const mark = `mark of ${prefix}`;
  const marked = new Promise<void>((resolve) => {
    monitor.on('monitor', (_time: string, args: string[], source: string) => {
      if (args.includes(mark)) resolve();
      else seen.push({ args, source });
    });
  });
  try {
    const result = await run();
    await redis.echo(mark);
    await marked;
    const calls = seen.filter(
      ({ args, source }) => source !== 'lua' && args.some((arg) => arg.includes(`${prefix}:`)),
    );
    return { result, calls: calls.length };
  } finally {
    monitor.disconnect();
    redis.disconnect();
  }
}
