import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedError } from './errors.ts';

const SQLITE_BUSY = 5;
const POLL_MS = 50;

/** A database that is collected as garbage drops its lock, so what is locked is kept here. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only Keywatch on a data folder, creating it where it is missing, and returns what gives it up
 * again. The lock is the operating system's, so it ends with the process however that ends. Throws
 * EMBEDDED_DATA_DIR_IN_USE when another process has it.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const release = await tryLock(join(dataDir, 'keywatch'));
  if (release) return release;
  const pid = await lockHolder(join(dataDir, 'keywatch'));
  throw new EmbeddedError(
    'EMBEDDED_DATA_DIR_IN_USE',
    `another Keywatch (pid ${pid}) uses ${dataDir}; stop it or set KEYWATCH_DATA_DIR`,
  );
}

/** Takes the lock `<path>.lock`, waiting `msMax` for its holder to end; undefined when it did not. */
export async function waitForLock(path: string, msMax: number): Promise<(() => Promise<void>) | undefined> {
  const deadline = performance.now() + msMax;
  for (;;) {
    const release = await tryLock(path);
    if (release || performance.now() >= deadline) return release;
    await delay(POLL_MS);
  }
}

/** The process id that holds `<path>.lock`, or `unknown` in the moment before it is written. */
export async function lockHolder(path: string): Promise<string> {
  return await readFile(`${path}.pid`, 'utf8').catch(() => 'unknown');
}

/**
 * SQLite takes the kernel's advisory lock on the file, which Node offers nowhere else. The pid has a file of its own
 * because closing any second descriptor of a locked file would drop the lock (POSIX fcntl).
 */
async function tryLock(path: string): Promise<(() => Promise<void>) | undefined> {
  const database = new DatabaseSync(`${path}.lock`);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw new EmbeddedError(
      'EMBEDDED_START_FAILED',
      `the file ${path}.lock cannot be locked; set KEYWATCH_DATA_DIR to a folder on a local disk`,
      { cause: error },
    );
  }
  held.add(database);
  await writeFile(`${path}.pid`, String(process.pid));
  return async () => {
    await rm(`${path}.pid`, { force: true });
    if (held.delete(database)) database.close();
  };
}
