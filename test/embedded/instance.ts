import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';

const PARENT = fileURLToPath(new URL('./instance-parent.ts', import.meta.url));
const started = z.object({ postgresUrl: z.string(), redisUrl: z.string() });

interface ProcessLine {
  pid: number;
  parent: number;
  command: string;
}

/** A data folder that goes away with the test. */
export async function temporaryDataDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'keywatch-embedded-'));
  onTestFinished(async () => await rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

let used: Promise<string> | undefined;

afterAll(async () => {
  if (used !== undefined) await rm(await used, { recursive: true, force: true, maxRetries: 5 });
});

/** The same, with a Postgres that ran there before: to make one takes seconds. */
export async function usedDataDir(): Promise<string> {
  used ??= makeUsed();
  const dir = await temporaryDataDir();
  await cp(join(await used, 'postgres'), join(dir, 'postgres'), { recursive: true });
  return dir;
}

async function makeUsed(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-embedded-'));
  const { stop } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  await stop();
  return dataDir;
}

/** Runs a process that starts both services on a folder, as Keywatch does, and that dies with the test. */
export async function startInstance(
  dataDir: string,
): Promise<{ process: ChildProcess; postgresUrl: string; redisUrl: string; lines: string[] }> {
  const parent = spawn(process.execPath, [PARENT, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  onTestFinished(async () => await kill(parent));
  const lines: string[] = [];
  const reader = createInterface({ input: parent.stdout });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'line');
  return { process: parent, lines, ...started.parse(JSON.parse(lines[0] ?? '')) };
}

/** Kills a process the hard way and waits until it and all its children are gone. */
export async function kill(parent: ChildProcess): Promise<void> {
  const children = descendants(parent.pid ?? 0);
  if (parent.exitCode === null && parent.signalCode === null) {
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  }
  await gone(children.map((child) => child.pid));
}

/** Waits until none of the processes exists. */
export async function gone(pids: number[]): Promise<void> {
  await vi.waitFor(
    () => {
      const left = processes().filter((one) => pids.includes(one.pid));
      if (left.length > 0) throw new Error(`still there: ${left.map((one) => one.command).join(', ')}`);
    },
    { timeout: 8_000, interval: 50 },
  );
}

/** All processes below one, with their commands. */
export function descendants(pid: number): ProcessLine[] {
  const all = processes();
  const children = all.filter((one) => one.parent === pid);
  return children.concat(children.flatMap((child) => descendants(child.pid)));
}

function processes(): ProcessLine[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (!pid || !parent || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }];
  });
}
