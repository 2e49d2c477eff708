import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const NAMES = ['redis-server', 'valkey-server'];
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin', '/opt/local/bin'];

/** A Redis or Valkey server that runs on this machine, and the folders of its libraries where it brings its own. */
export interface RedisBinary {
  path: string;
  libraryPath: string;
}

/** The first redis-server or valkey-server of the PATH, of the usual folders, or unpacked in `privateDir`. */
export async function findRedis(privateDir: string): Promise<RedisBinary | undefined> {
  const installed = [
    ...(await onPath()),
    ...FOLDERS.flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ];
  const candidates = installed.map((path) => ({ path, libraryPath: '' }));
  for (const candidate of [...candidates, ...(await unpacked(privateDir))]) {
    if (existsSync(candidate.path) && (await runs(candidate))) return candidate;
  }
  return undefined;
}

async function onPath(): Promise<string[]> {
  const script = NAMES.map((name) => `command -v ${name}`).join('; ');
  const { stdout } = await run('/bin/sh', ['-c', `${script}; true`]);
  return stdout.split('\n').filter((line) => line.startsWith('/'));
}

async function unpacked(privateDir: string): Promise<RedisBinary[]> {
  const folders: string[] = [];
  for (const root of [join(privateDir, 'usr/lib'), join(privateDir, 'lib')]) {
    const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
    folders.push(
      root,
      ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name)),
    );
  }
  const libraryPath = folders.join(delimiter);
  return NAMES.map((name) => ({ path: join(privateDir, 'usr/bin', name), libraryPath }));
}

async function runs({ path, libraryPath }: RedisBinary): Promise<boolean> {
  const environment = libraryPath ? [`LD_LIBRARY_PATH=${libraryPath}`] : [];
  const { stdout } = await run('/usr/bin/env', [...environment, path, '--version']).catch(() => ({
    stdout: '',
  }));
  return /\bv=\d/.test(stdout);
}
