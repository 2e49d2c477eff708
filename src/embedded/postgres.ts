import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedError } from './errors.ts';
import type { Running } from './keep-running.ts';
import { keepRunning } from './keep-running.ts';
import type { FromChild, ToChild } from './postgres-message.ts';
import { fromChild } from './postgres-message.ts';

const ENTRY = fileURLToPath(new URL('./postgres-child.ts', import.meta.url));
const STOP_MS_MAX = 10_000;
const IDLE_IN_TRANSACTION_MS_MAX = 60_000;

/**
 * Starts a Postgres (PGlite, in a process of its own) with its data in `<dataDir>/postgres`, and resolves when it
 * answers on `url`, a free port of 127.0.0.1 with a password made for this start. It ends with this process, however
 * that ends; committed data survives. Throws EMBEDDED_START_FAILED.
 */
export async function startEmbeddedPostgres(deps: {
  dataDir: string;
  log: (line: string) => void;
  /** How long a client may hold a transaction open without a query, as the others wait meanwhile. 60 s by default. */
  idleInTransactionMsMax?: number;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const dir = resolve(deps.dataDir, 'postgres');
  const password = randomBytes(24).toString('hex');
  const idleInTransactionMsMax = deps.idleInTransactionMsMax ?? IDLE_IN_TRANSACTION_MS_MAX;
  await mkdir(deps.dataDir, { recursive: true, mode: 0o700 });
  let port = 0;
  const kept = await keepRunning({
    name: 'Postgres',
    log: deps.log,
    start: async () => {
      const child = await launch({ kind: 'start', dir, port, password, idleInTransactionMsMax });
      ({ port } = child);
      return child;
    },
  });
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop: kept.stop };
}

async function launch(options: Extract<ToChild, { kind: 'start' }>): Promise<Running & { port: number }> {
  const child = fork(ENTRY, [], { execArgv: [], detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let reason = '';
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (reason = text.trim().replaceAll('\n', ' | ')));
  const exited = new Promise<string>((ended) => {
    child.on('error', (error) => (reason = error.message));
    child.on('close', (code, signal) => ended(reason || (signal ?? `exit code ${code}`)));
  });
  const ready = new Promise<number>((answer) => {
    child.on('message', (raw) => {
      const message: FromChild = fromChild.parse(raw);
      if (message.kind === 'ready') answer(message.port);
      else ({ reason } = message);
    });
  });
  child.send(options);
  const port = await Promise.race([ready, exited]);
  if (typeof port === 'number') return { port, exited, stop: () => stop(child) };
  throw new EmbeddedError(
    'EMBEDDED_START_FAILED',
    `the embedded Postgres in ${options.dir} did not start (${port}); set DATABASE_URL to use another one`,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
  if (child.connected) child.send({ kind: 'stop' } satisfies ToChild);
  await ended;
  clearTimeout(force);
}
