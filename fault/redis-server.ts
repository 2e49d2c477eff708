import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../src/embedded/free-port.ts';
import { findRedis } from '../src/embedded/redis-binary.ts';

/** A Redis of one's own, with the settings of production, that can be ill-treated. Disposing of it ends it. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  /** Ends it by SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on its data, and waits until it answers. */
  start(): Promise<void>;
  /** SIGSTOP: it keeps its connections and answers nothing. */
  hang(): void;
  /** SIGCONT. */
  goOn(): void;
  /** Copies its data as they are now on the disk, in place of the last copy. */
  copyData(): Promise<void>;
  /** Ends it by SIGKILL and starts it on the last copy of its data: whatever came since is gone. */
  rollBack(): Promise<void>;
}

const POLL_MS = 20;
/** Where Redis keeps its data, and where a copy of them is kept. */
const DATA = 'appendonlydir';
const COPY = 'copy';

/** Starts one on a free port and an empty folder. */
export async function startRedisServer(): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'keywatch-redis-'));
  const binary = await findRedis(dir);
  if (binary === undefined) throw new Error('this fault needs redis-server or valkey-server; install one');
  const port = await freePort();
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'yes',
    // A rewrite would change the names of the files while they are copied.
    '--auto-aof-rewrite-percentage',
    '0',
  ];
  let child: ChildProcess | undefined;

  const start = async () => {
    child = spawn(binary.path, [...args, '--appendfsync', 'everysec'], { stdio: 'ignore' });
    while (!(await answers(port))) await delay(POLL_MS);
  };
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };

  // A fault that is interrupted must not leave it behind.
  const onSignal = () => {
    child?.kill('SIGKILL');
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    hang: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    copyData: async () => {
      await rm(join(dir, COPY), { recursive: true, force: true });
      await cp(join(dir, DATA), join(dir, COPY), { recursive: true });
    },
    rollBack: async () => {
      await kill();
      await rm(join(dir, DATA), { recursive: true });
      await cp(join(dir, COPY), join(dir, DATA), { recursive: true });
      await start();
    },
    [Symbol.asyncDispose]: async () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
      await kill();
      await rm(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Whether it has loaded its data. */
async function answers(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.on('connect', () => socket.write('PING\r\n'));
  socket.on('data', (text) => resolve(text.toString().startsWith('+PONG')));
  socket.on('error', () => resolve(false));
  socket.on('close', () => resolve(false));
  return await promise.finally(() => socket.destroy());
}
