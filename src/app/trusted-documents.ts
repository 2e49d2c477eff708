import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What codegen writes for each client of Keywatch's own: SHA-256 → text. */
const MANIFESTS = ['../cli/gql/persisted-documents.json', '../dashboard/gql/persisted-documents.json'];

const manifest = z.record(z.string().regex(/^sha256:[0-9a-f]{64}$/), z.string());

/** Reads the operations of Keywatch's own clients. */
export async function readTrustedDocuments(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of MANIFESTS) {
    const json: unknown = JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));
    for (const [hash, text] of Object.entries(manifest.parse(json)))
      texts.set(hash.slice('sha256:'.length), text);
  }
  return texts;
}
