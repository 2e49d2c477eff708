import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { redisUrl } from './counters.ts';

/**
 * Counts the commands and script calls that name a key under a prefix while something runs, but for what goes out once a
 * second: the verifiers' beats, and the counts of unknown keys.
 */
export async function countRedisCalls<T>(
  prefix: string,
  run: () => Promise<T>,
): Promise<{ result: T; calls: number }> {
  const redis = new Redis(redisUrl(), { commandTimeout: 5_000 });
  const mark = `mark of ${prefix}`;
  const monitor = await watchRedis(mark);
  try {
    const result = await run();
    await redis.echo(mark);
    const seen = await monitor.untilMarked;
    const isOfSecond = (line: string) => line.includes(':verifiers"') || line.includes('"unknown|');
    const calls = seen.filter(
      (line) => !line.includes(' lua]') && line.includes(`${prefix}:`) && !isOfSecond(line),
    );
    return { result, calls: calls.length };
  } finally {
    monitor.close();
    redis.disconnect();
  }
}

/** The lines of MONITOR up to a mark. ioredis takes those for answers that arrive with the one to MONITOR itself. */
async function watchRedis(mark: string) {
  const { hostname, port, username, password } = new URL(redisUrl());
  const socket = connect({ host: hostname, port: Number(port || 6379) });
  const watching = Promise.withResolvers<void>();
  const marked = Promise.withResolvers<readonly string[]>();
  const seen: string[] = [];
  let unanswered = password === '' ? 1 : 2;
  socket.on('error', (error) => {
    watching.reject(error);
    marked.reject(error);
  });
  createInterface({ input: socket }).on('line', (line) => {
    if (line === '+OK') {
      unanswered -= 1;
      if (unanswered === 0) watching.resolve();
    } else if (line.includes(mark)) marked.resolve(seen);
    else seen.push(line);
  });
  if (password !== '') socket.write(`AUTH ${username || 'default'} ${password}\r\n`);
  socket.write('MONITOR\r\n');
  await watching.promise;
  return { untilMarked: marked.promise, close: () => socket.destroy() };
}
