import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../src/embedded/free-port.ts';

/** A Postgres of one's own that can be ill-treated. Disposing of it ends it. */
export interface PostgresServer extends AsyncDisposable {
  readonly url: string;
  /** Ends it as a crash does: what was committed is there again after `start`, and nothing else. */
  crash(): Promise<void>;
  /** Starts it on its data, and waits until it answers. */
  start(): Promise<void>;
}

/** As whom the server runs, and where; left out: as who starts it. */
interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd: string;
}

const POLL_MS = 50;
const FOLDERS = '/usr/lib/postgresql';

/** Starts one on a free port and an empty folder; undefined where the machine has no Postgres to run. */
export async function startPostgresServer(): Promise<PostgresServer | undefined> {
  const bin = await findBinaries();
  const user = await serverUser();
  if (bin === undefined || user === undefined) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'keywatch-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) await chown(dir, user.uid, user.gid);
  const initdb = ['-D', dir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C', '--no-sync'];
  await promisify(execFile)(join(bin, 'initdb'), initdb, user);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`];
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;

  const start = async () => {
    const args = settings.flatMap((setting) => ['-c', setting]);
    child = spawn(join(bin, 'postgres'), ['-D', dir, ...args], { ...user, stdio: 'ignore' });
    while (!(await answers(url))) await delay(POLL_MS);
  };
  const crash = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
  };
  // A fault that is interrupted must not leave it behind.
  const onSignal = () => {
    child?.kill('SIGQUIT');
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  await start();
  return {
    url,
    start,
    crash,
    [Symbol.asyncDispose]: async () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
      await crash();
      await rm(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** The folder of the newest installation, or of the one on the PATH. */
async function findBinaries(): Promise<string | undefined> {
  const versions = await readdir(FOLDERS).catch(() => []);
  const installed = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(FOLDERS, version, 'bin'));
  const folders = [...installed, ...(process.env.PATH ?? '').split(delimiter)];
  const found = folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
  return found === undefined ? undefined : await realpath(found);
}

/** Postgres refuses to run as root: root runs it as the system's user `postgres`, and not at all without one. */
async function serverUser(): Promise<ServerUser | undefined> {
  const cwd = tmpdir();
  if (process.getuid?.() !== 0) return { cwd };
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8')) ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid), cwd };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
