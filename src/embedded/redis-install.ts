import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError } from './errors.ts';
import type { RedisBinary } from './redis-binary.ts';
import { findRedis } from './redis-binary.ts';

const run = promisify(execFile);

const STEP_MS_MAX = 180_000;
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

/** A package manager that can bring Redis, and what a person would type to have it do so. */
interface Installer {
  tool: string;
  advice: string;
  /** Whether it must be run by root; Homebrew must not be. */
  root: boolean | 'either';
  install: (privateDir: string) => Promise<void>;
}

const INSTALLERS: Installer[] = [
  { tool: 'apt-get', advice: 'sudo apt-get install redis-server', root: 'either', install: unpackDebian },
  {
    tool: 'apk',
    advice: 'sudo apk add redis',
    root: true,
    install: () => step('apk', ['add', '--no-cache', 'redis']),
  },
  { tool: 'dnf', advice: 'sudo dnf install valkey', root: true, install: installFedora },
  {
    tool: 'brew',
    advice: 'brew install redis',
    root: false,
    install: () => step('brew', ['install', 'redis']),
  },
];

/**
 * The Redis of this machine, installed first where there is none and both `mayInstall` and the machine allow. Throws
 * EMBEDDED_REDIS_MISSING with the command that would help.
 */
export async function provideRedis(deps: {
  privateDir: string;
  mayInstall: boolean;
  log: (line: string) => void;
}): Promise<RedisBinary> {
  const found = await findRedis(deps.privateDir);
  if (found) return found;
  const installer = await findInstaller();
  let cause: unknown;
  if (deps.mayInstall && installer && isAllowed(installer)) {
    deps.log(`this machine has no Redis; getting one with ${installer.tool}`);
    cause = await installer.install(deps.privateDir).catch((error: unknown) => error);
    const installed = await findRedis(deps.privateDir);
    if (installed) return installed;
  }
  const advice = installer ? `run \`${installer.advice}\`` : 'install redis-server';
  throw new EmbeddedError('EMBEDDED_REDIS_MISSING', `Keywatch needs Redis: ${advice} or set REDIS_URL`, {
    cause,
  });
}

async function findInstaller(): Promise<Installer | undefined> {
  for (const installer of INSTALLERS) {
    const found = await run('/bin/sh', ['-c', `command -v ${installer.tool}`]).catch(() => undefined);
    if (found) return installer;
  }
  return undefined;
}

function isAllowed({ root }: Installer): boolean {
  return root === 'either' || root === (process.getuid?.() === 0);
}

/**
 * Unpacks Debian's packages into a folder of ours: the system stays as it is, no daemon starts, and root is not
 * needed. The package lists are fetched into that folder too where the system's are missing or stale.
 */
async function unpackDebian(privateDir: string): Promise<void> {
  const work = `${privateDir}.unfinished`;
  await rm(work, { recursive: true, force: true });
  try {
    for (const file of await downloadDebian(work)) await step('dpkg', ['-x', file, join(work, 'root')]);
    await rm(privateDir, { recursive: true, force: true });
    await rename(join(work, 'root'), privateDir);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function downloadDebian(work: string): Promise<string[]> {
  const archives = join(work, 'cache/archives');
  const lists = join(work, 'lists');
  await mkdir(join(archives, 'partial'), { recursive: true });
  await mkdir(join(lists, 'partial'), { recursive: true });
  const options = [
    `Dir::Cache=${join(work, 'cache')}`,
    'Debug::NoLocking=1',
    'APT::Sandbox::User=',
    'Acquire::Retries=1',
  ];
  const apt = (more: string[], command: string[]) =>
    step('apt-get', [...options.concat(more).flatMap((option) => ['-o', option]), '-q', '-y', ...command]);
  // Reinstall: a package that the system has in part would otherwise be left out.
  const download = [
    'install',
    '--download-only',
    '--no-install-recommends',
    '--reinstall',
    'redis-server',
    'redis-tools',
  ];
  try {
    await apt([], download);
  } catch {
    const own = [`Dir::State::lists=${lists}`];
    await apt(own, ['update']);
    await apt(own, download);
  }
  const names = await readdir(archives);
  return names.filter((name) => name.endsWith('.deb')).map((name) => join(archives, name));
}

/** Older releases have no Valkey yet. */
async function installFedora(): Promise<void> {
  await step('dnf', ['install', '-y', 'valkey']).catch(() => step('dnf', ['install', '-y', 'redis']));
}

async function step(tool: string, args: string[]): Promise<void> {
  await run(tool, args, { timeout: STEP_MS_MAX, maxBuffer: OUTPUT_BYTES_MAX });
}
