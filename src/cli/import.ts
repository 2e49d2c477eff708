import { ImportKeys } from './documents.ts';
import { CliFailure, runCommand } from './failure.ts';
import { createHttp, succeeded } from './http.ts';
import { readChunks } from './import/chunks.ts';
import { readSettings, USAGE } from './import/settings.ts';
import { openProgress } from './progress.ts';

/** Imports keys of other systems from a file of hashes, in chunks; the last line of the output is the sum as JSON. */
async function importKeys(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    await print([USAGE]);
    return 0;
  }
  const { path, url, token, workspaceId, dryRun } = readSettings(args);
  const chunks = await readChunks(path);
  await demandKeywatch(url);
  const http = createHttp(url);
  http.signIn(token);
  const sum = { rows: 0, imported: 0, refused: 0 };
  const progress = openProgress();
  const bar = progress.bar(
    'rows',
    chunks.reduce((rows, { places }) => rows + places.length, 0),
  );
  const refusals: string[] = [];
  try {
    for (const { format, data, places } of chunks) {
      const answer = await http.graphql(ImportKeys, { workspaceId, format, data, dryRun });
      const { rows, imported, refused } = succeeded(answer.importApiKeys);
      sum.rows += rows.length;
      sum.imported += imported;
      sum.refused += refused;
      for (const { row, refusal } of rows) {
        if (refusal !== null) refusals.push(`${places[row - 1]}: ${refusal.code} ${refusal.message}`);
      }
      bar.advance(rows.length);
    }
  } finally {
    progress.stop();
    await print(refusals);
  }
  await print([JSON.stringify(sum)]);
  return sum.refused === 0 ? 0 : 1;
}

/** Waits until the lines are written: the process ends right afterwards. */
async function print(lines: readonly string[]): Promise<void> {
  const written = Promise.withResolvers<void>();
  process.stdout.write(lines.map((line) => `${line}\n`).join(''), () => written.resolve());
  await written.promise;
}

async function demandKeywatch(url: string): Promise<void> {
  const answer = await fetch(new URL('/healthz', url)).catch(() => undefined);
  if (answer?.ok !== true) throw new CliFailure(`No Keywatch answers at ${url}; start it with npm start.`);
}

await runCommand('import', importKeys);
