import cluster from 'node:cluster';
import { type Membership, openMembership } from './app/group.ts';
import { startPrimary } from './app/primary.ts';
import { type App, startApp } from './app.ts';
import { type Config, readConfig } from './config.ts';

/** A second signal during a slow stop ends the process at once. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

try {
  const config = readConfig();
  if (cluster.isWorker) await runMember(config, openMembership());
  else {
    const isGroup = config.apiProcesses > 1 && config.role !== 'worker';
    const app = isGroup ? await startPrimary(config) : await startApp(config);
    process.stdout.write(`${app.greeting}\n`);
    for (const signal of STOP_SIGNALS) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        stop(app);
      });
    }
  }
} catch (error) {
  fail(error);
}

/** A terminal's Ctrl-C reaches the whole group: its members leave it to the primary to stop them. */
async function runMember(config: Config, membership: Membership): Promise<void> {
  let begun: App | undefined;
  let isStopping = false;
  const stopOnce = () => {
    if (isStopping) return;
    isStopping = true;
    if (begun === undefined) process.exit(0);
    stop(begun);
  };
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', stopOnce);
  membership.onStop(stopOnce);
  begun = await startApp(config, membership);
  membership.ready(begun);
}

function stop(app: App): void {
  app.stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

/** Expected failures are one readable line (or one a fault); anything else shows where it comes from. */
function fail(error: unknown): never {
  const expected = error instanceof Error && 'code' in error;
  const text =
    error instanceof Error ? ((expected ? error.message : error.stack) ?? error.message) : String(error);
  process.stderr.write(`keywatch: ${text}\n`);
  process.exit(1);
}
