import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { printedSchema } from './schema.ts';

/** Writes schema.graphql anew; clients generate their typed documents from it. */
await writeFile(fileURLToPath(new URL('../../schema.graphql', import.meta.url)), printedSchema());
