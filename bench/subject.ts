import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const ready = z.object({ port: z.number() });
const usage = z.object({ cpuMicros: z.number() });

/** A server process under test; disposing of it ends the process. */
export interface Subject extends AsyncDisposable {
  readonly port: number;
  /** Processor time since the process began. */
  cpuMicros(): Promise<number>;
}

/** Starts `bench/<name>-server.ts` in a process of its own and waits until it listens. */
export async function startSubject(name: string, environment: Record<string, string>): Promise<Subject> {
  const child = fork(new URL(`./${name}-server.ts`, import.meta.url), {
    env: { ...process.env, ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const { port } = ready.parse(await nextMessage(child));
  return {
    port,
    cpuMicros: async () => {
      const answer = nextMessage(child);
      child.send(randomUUID());
      return usage.parse(await answer).cpuMicros;
    },
    [Symbol.asyncDispose]: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      child.once('exit', () => resolve());
      if (child.exitCode !== null) return;
      child.disconnect();
      await promise;
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
