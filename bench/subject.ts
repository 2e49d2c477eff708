import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { z } from 'zod';

const ready = z.object({ port: z.number() });
const usage = z.object({ cpuMicros: z.number() });

/** A server process under test; disposing of it ends the process. */
export interface Subject extends AsyncDisposable {
  readonly port: number;
  /** Processor time since the process began. */
  cpuMicros(): Promise<number>;
  /** Sends a signal; resolves once the process has ended where it is SIGKILL. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
}

/**
 * Starts `bench/<name>-server.ts` in a process of its own and waits until it listens. `output` is where it tells what goes
 * wrong.
 */
export async function startSubject(
  name: string,
  environment: Record<string, string>,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<Subject> {
  const child = fork(new URL(`./${name}-server.ts`, import.meta.url), {
    env: { ...process.env, ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', output, output, 'ipc'],
  });
  const ended = once(child, 'exit');
  const { port } = ready.parse(await nextMessage(child));
  return {
    port,
    cpuMicros: async () => {
      const answer = nextMessage(child);
      child.send(randomUUID());
      return usage.parse(await answer).cpuMicros;
    },
    signal: async (signal) => {
      child.kill(signal);
      if (signal === 'SIGKILL') await ended;
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await ended;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const ended = (code: number | null) => reject(new Error(`a server of the bench ended with ${code}`));
  child.once('message', resolve);
  child.once('exit', ended);
  try {
    return await promise;
  } finally {
    child.off('exit', ended);
  }
}
