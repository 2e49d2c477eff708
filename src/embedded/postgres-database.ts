import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { durableFiles, syncFolder, WAL_SYNC_METHOD } from './durable-files.ts';

/** PGlite's own parameters but `-F`, which turns fsync off: an answered commit survives a power cut. */
const START_PARAMS = PGlite.defaultStartParams
  .filter((param) => param !== '-F')
  .concat(['-c', 'shared_buffers=64MB', '-c', `wal_sync_method=${WAL_SYNC_METHOD}`]);

/**
 * Opens the database in a folder, creating it where it is missing. A creation that was cut short is thrown away and
 * begun again. The caller holds the folder's lock.
 */
export async function openDatabase(dir: string, onLogLine: (line: string) => void): Promise<PGlite> {
  const unfinished = `${dir}.unfinished`;
  if (existsSync(unfinished)) await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if (!existsSync(join(dir, 'PG_VERSION'))) {
    await writeFile(unfinished, '');
    // Closed and opened once more, as the memory that initdb took is only given back with its instance (250 MB).
    await (await open(dir, onLogLine)).close();
    await syncFolder(dir);
    await rm(unfinished);
  }
  return await open(dir, onLogLine);
}

async function open(dir: string, onLogLine: (line: string) => void): Promise<PGlite> {
  return await PGlite.create({
    fs: durableFiles(dir),
    startParams: START_PARAMS,
    onStderr: (line) => {
      onLogLine(line);
      return false;
    },
  });
}
