import { migrate } from '../app.ts';
import { readConfig } from '../config.ts';
import { CliFailure, runCommand } from './failure.ts';

/** Applies the migrations that the database of DATABASE_URL lacks, for those who do not let the api process do it. */
await runCommand('migrate', async () => {
  const { databaseUrl } = readConfig();
  if (databaseUrl === undefined)
    throw new CliFailure('set DATABASE_URL; an embedded Postgres is migrated at start');
  const applied = await migrate(databaseUrl);
  process.stdout.write(applied.length === 0 ? 'Nothing to apply.\n' : `Applied ${applied.join(', ')}.\n`);
  return 0;
});
