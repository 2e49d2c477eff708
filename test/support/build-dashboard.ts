import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['src/dashboard', 'vite.config.ts', 'package-lock.json'];

/** Builds the dashboard where its source is newer than what was built of it. */
export async function buildDashboard(): Promise<void> {
  const built = await stat(join(ROOT, 'dist/dashboard/index.html')).catch(() => undefined);
  const newest = Math.max(
    ...(await Promise.all(SOURCES.map(async (path) => await newestIn(join(ROOT, path))))),
  );
  if (built !== undefined && built.mtimeMs >= newest) return;
  await promisify(execFile)('npm', ['run', '-s', 'build:dashboard'], { cwd: ROOT });
}

async function newestIn(path: string): Promise<number> {
  const self = await stat(path);
  if (!self.isDirectory()) return self.mtimeMs;
  const names = await readdir(path);
  return Math.max(
    self.mtimeMs,
    ...(await Promise.all(names.map(async (name) => await newestIn(join(path, name))))),
  );
}
