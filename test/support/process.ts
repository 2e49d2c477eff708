import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A command of the project as a process of its own. */
export interface Command {
  readonly child: ChildProcess;
  /** All that it has written so far. */
  output(): string;
  /** The first text that fits, as soon as it was written. Rejects where the process ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  exit(): Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts `node <entry>` with nothing but PATH and these variables in its environment. */
export function startCommand(
  entry: string,
  args: readonly string[],
  env: Record<string, string | undefined>,
): Command {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const looking = new Set<() => void>();
  const note = (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of looking) look();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  return {
    child,
    output: () => output,
    exit: async () => await ended,
    until: async (pattern) => {
      const found = Promise.withResolvers<RegExpExecArray>();
      const look = () => {
        const match = pattern.exec(output);
        if (match !== null) found.resolve(match);
      };
      looking.add(look);
      look();
      void ended.then((code) => found.reject(new Error(`${entry} ended with ${code}:\n${output}`)));
      return await found.promise.finally(() => looking.delete(look));
    },
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
