/**
 * Entry of the child process that PGlite runs in: WASM would block its parent's event loop. It ends with its parent,
 * however that ends, because the IPC channel then closes; what a terminal or a service manager signals to the whole
 * group it leaves to the parent, which still has data to write.
 */
import { inspect } from 'node:util';
import { lockHolder, waitForLock } from './lock.ts';
import { openDatabase } from './postgres-database.ts';
import type { FromChild, ToChild } from './postgres-message.ts';
import { toChild } from './postgres-message.ts';
import { serveDatabase } from './postgres-server.ts';

const LOCK_WAIT_MS = 15_000;

let close: (() => Promise<void>) | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => void stop());
process.on('message', (raw) => {
  const message = toChild.parse(raw);
  if (message.kind === 'stop') void stop();
  else start(message).catch(fail);
});

async function start(options: Extract<ToChild, { kind: 'start' }>): Promise<void> {
  const lastLines: string[] = [];
  if (!(await waitForLock(options.dir, LOCK_WAIT_MS))) {
    throw new Error(`process ${await lockHolder(options.dir)} still uses ${options.dir}; end it first`);
  }
  try {
    const database = await openDatabase(options.dir, (line) => lastLines.push(line) > 3 && lastLines.shift());
    const server = await serveDatabase({ ...options, database, onBroken: fail });
    close = server.close;
    tell({ kind: 'ready', port: server.port });
  } catch (error) {
    throw new Error([error instanceof Error ? error.message : inspect(error), ...lastLines].join(' | '), {
      cause: error,
    });
  }
}

async function stop(): Promise<void> {
  await close?.();
  process.exit(0);
}

function fail(error: unknown): void {
  if (!process.connected) process.exit(1);
  const failed: FromChild = {
    kind: 'failed',
    reason: error instanceof Error ? error.message : inspect(error),
  };
  process.send?.(failed, () => process.exit(1));
}

function tell(message: FromChild): void {
  if (process.connected) process.send?.(message);
}
