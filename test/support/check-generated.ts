import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is generated and committed. */
const GENERATED = ['schema.graphql', 'src/cli/gql', 'src/dashboard/gql', 'test/support/gql'];

/** Generates everything anew and tells which committed files were stale. They are left fresh. */
const before = await readAll();
const run = promisify(execFile);
await run('npm', ['run', '-s', 'generate:schema'], { cwd: ROOT });
await run('npm', ['run', '-s', 'generate:documents'], { cwd: ROOT });
const after = await readAll();
const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
  (name) => before.get(name) !== after.get(name),
);
if (stale.length > 0) {
  process.stderr.write(
    `These generated files were stale and are fresh now; commit them:\n  ${stale.join('\n  ')}\n`,
  );
  process.exit(1);
}

async function readAll(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const name of GENERATED) {
    const names = name.includes('.')
      ? [name]
      : (await readdir(join(ROOT, name))).map((file) => join(name, file));
    for (const file of names) texts.set(file, await readFile(join(ROOT, file), 'utf8'));
  }
  return texts;
}
