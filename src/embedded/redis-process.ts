import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Running } from './keep-running.ts';
import type { RedisAddress } from './redis-ask.ts';
import { askRedis } from './redis-ask.ts';
import type { RedisBinary } from './redis-binary.ts';
import { writeRedisConfig } from './redis-config.ts';

const WATCHDOG = fileURLToPath(new URL('./redis-watchdog.sh', import.meta.url));
const START_MS_MAX = 120_000;
const STOP_MS_MAX = 10_000;
const POLL_MS = 20;

/**
 * Runs Redis on a folder and resolves when it has loaded its data and answers. It runs in a session of its own, so a
 * terminal's Ctrl-C does not reach it before its parent is done with it. Rejects with Redis' last words.
 */
export async function launchRedis(deps: {
  dir: string;
  binary: RedisBinary;
  address: RedisAddress;
}): Promise<Running> {
  const { dir, binary, address } = deps;
  await writeRedisConfig(dir, address);
  const watchdog = spawn('/bin/sh', [WATCHDOG, binary.path, 'redis.conf', binary.libraryPath], {
    cwd: dir,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let lastWords = '';
  for (const output of [watchdog.stdout, watchdog.stderr]) {
    output
      .setEncoding('utf8')
      .on('data', (text: string) => (lastWords = text.trim().split('\n').slice(-3).join(' | ')));
  }
  watchdog.stdin.on('error', () => undefined);
  let ended: string | undefined;
  const exited = new Promise<string>((resolve) => {
    watchdog.on('error', (error) => resolve((ended = error.message)));
    watchdog.on('close', (code, signal) => {
      watchdog.stdin.destroy();
      resolve((ended = lastWords || (signal ?? `exit code ${code}`)));
    });
  });

  const stop = async () => {
    if (ended !== undefined) return;
    const force = setTimeout(() => killGroup(watchdog.pid), STOP_MS_MAX);
    watchdog.stdin.end();
    await exited;
    clearTimeout(force);
  };
  if (await answers(address, () => ended !== undefined)) return { exited, stop };
  await stop();
  throw new Error(await exited);
}

/** Ends the Redis that a killed Keywatch left on a folder, if one still runs there. Its password tells it from others. */
export async function endLeftOver(address: RedisAddress): Promise<void> {
  const deadline = performance.now() + STOP_MS_MAX;
  while ((await askRedis(address, 'SHUTDOWN')) !== undefined) {
    if (performance.now() > deadline)
      throw new Error(`an earlier Redis on port ${address.port} does not end`);
    await delay(POLL_MS);
  }
}

async function answers(address: RedisAddress, hasEnded: () => boolean): Promise<boolean> {
  const deadline = performance.now() + START_MS_MAX;
  while (!hasEnded() && performance.now() < deadline) {
    if ((await askRedis(address, 'PING')) === '+PONG') return true;
    await delay(POLL_MS);
  }
  return false;
}

function killGroup(pid: number | undefined): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}
