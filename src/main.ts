import { startApp } from './app.ts';
import { readConfig } from './config.ts';

/** A second signal during a slow stop ends the process at once. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

try {
  const app = await startApp(readConfig());
  process.stdout.write(`${app.greeting}\n`);
  for (const signal of STOP_SIGNALS) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      app.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
} catch (error) {
  fail(error);
}

/** Expected failures are one readable line (or one a fault); anything else shows where it comes from. */
function fail(error: unknown): never {
  const expected = error instanceof Error && 'code' in error;
  const text =
    error instanceof Error ? ((expected ? error.message : error.stack) ?? error.message) : String(error);
  process.stderr.write(`keywatch: ${text}\n`);
  process.exit(1);
}
