import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secrets of an installation that was given none. Whoever loses the file loses all keys and webhook secrets. */
export interface InstallationSecrets {
  readonly pepper: Uint8Array;
  readonly encryptionKey: Uint8Array;
}

const SECRET_BYTES = 32;

/** Reads `<dataDir>/secrets.json`, and makes it on the first start, readable by this user only. */
export async function loadSecrets(dataDir: string): Promise<InstallationSecrets> {
  const file = join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) return parseSecrets(file, text);
  const secrets = { pepper: randomBytes(SECRET_BYTES), encryptionKey: randomBytes(SECRET_BYTES) };
  const content = {
    pepper: secrets.pepper.toString('base64'),
    encryptionKey: secrets.encryptionKey.toString('base64'),
  };
  await writePrivate(dataDir, 'secrets.json', content);
  return secrets;
}

/** Writes a JSON file into the data folder that only this user can read. */
export async function writePrivate(
  dataDir: string,
  name: string,
  content: Record<string, string>,
): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(join(dataDir, name), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}

function parseSecrets(file: string, text: string): InstallationSecrets {
  const content: unknown = JSON.parse(text);
  const read = (name: string): Uint8Array => {
    const value = typeof content === 'object' && content !== null ? Object.entries(content) : [];
    const bytes = Buffer.from(String(value.find(([key]) => key === name)?.[1] ?? ''), 'base64');
    if (bytes.length !== SECRET_BYTES)
      throw new Error(`${file} holds no valid ${name}; restore it from a backup.`);
    return bytes;
  };
  return { pepper: read('pepper'), encryptionKey: read('encryptionKey') };
}
