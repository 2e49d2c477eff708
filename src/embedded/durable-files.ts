import { fsyncSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The `wal_sync_method` that these files honour: the others never reach the disk. */
export const WAL_SYNC_METHOD = 'fsync';

/**
 * PGlite's files in a folder, with an fsync that is one. PGlite leaves `fsync` out of its Node file system and answers
 * 0 to `fdatasync` (0.5.14, seen with strace), so that a power cut could take back an answered commit.
 */
export function durableFiles(dir: string): NodeFS {
  const files = new NodeFS(dir);
  const init = files.init.bind(files);
  files.init = async (database: PGlite, given) => {
    const { emscriptenOpts } = await init(database, given);
    const preRun = [...(emscriptenOpts.preRun ?? []), addSync];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  };
  return files;
}

/** Brings every file below a folder to the disk. */
export async function syncFolder(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const file = await open(join(entry.parentPath, entry.name), 'r');
    await file.sync();
    await file.close();
  }
}

function addSync(module: PGlite['Module']): void {
  const operations: unknown = Reflect.get(module.FS.filesystems.NODEFS, 'stream_ops');
  if (typeof operations !== 'object' || operations === null)
    throw new Error('PGlite has no Node file system');
  Reflect.set(operations, 'fsync', (stream: { nfd?: number }) => {
    if (stream.nfd !== undefined) fsyncSync(stream.nfd);
    return 0;
  });
}
