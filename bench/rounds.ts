import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** What one round of a job took. */
export type Round = z.infer<typeof roundSchema>;

const roundSchema = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  /** Most memory that the process has ever had resident, in megabytes. */
  peakRssMb: z.number(),
});

/** Runs a job each time the bench asks for a round, in a process of its own; `stop` ends what it uses. */
export function serveRounds(run: () => Promise<void>, stop: () => Promise<void>): void {
  process.on('message', () => {
    void (async () => {
      const since = performance.now();
      const cpuBefore = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(cpuBefore);
      const peakRssMb = process.resourceUsage().maxRSS / 1_024;
      process.send?.({
        seconds: (performance.now() - since) / 1_000,
        cpuSeconds: (user + system) / 1e6,
        peakRssMb,
      });
    })();
  });
  process.on('disconnect', () => {
    void stop().then(() => process.exit(0));
  });
  process.send?.('ready');
}

/** A process that serves rounds; disposing of it ends it. */
export interface RoundSubject extends AsyncDisposable {
  run(): Promise<Round>;
}

/** Starts `bench/<name>-server.ts` and waits until it is ready. */
export async function startRoundSubject(
  name: string,
  environment: Record<string, string>,
): Promise<RoundSubject> {
  const child = fork(new URL(`./${name}-server.ts`, import.meta.url), {
    env: { ...process.env, ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit');
  const next = async (): Promise<unknown> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => {
        throw new Error(`a subject of the bench ended with ${code}`);
      }),
    ]);
    return message;
  };
  await next();
  return {
    run: async () => {
      const answer = next();
      child.send('run');
      return roundSchema.parse(await answer);
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await ended;
    },
  };
}
