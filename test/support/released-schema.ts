import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges } from 'graphql';
import { z } from 'zod';

const inRoot = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const RELEASED = inRoot('schema.released.graphql');

/** A schema with the version of Keywatch that has it. */
export interface VersionedSchema {
  readonly version: string;
  readonly schema: string;
}

/** The schema as it is printed now, under the version of package.json. */
export async function currentSchema(): Promise<VersionedSchema> {
  const manifest: unknown = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  return { version, schema: await readFile(inRoot('schema.graphql'), 'utf8') };
}

/** The schema of the last release; its first line tells which. */
export async function releasedSchema(): Promise<VersionedSchema> {
  const schema = await readFile(RELEASED, 'utf8');
  const [, version] = /^# Keywatch (\d+\.\d+\.\d+)\n/.exec(schema) ?? [];
  if (version === undefined) throw new Error('schema.released.graphql does not begin with its version.');
  return { version, schema };
}

/** Makes a schema the one that clients go by. */
export async function releaseSchema({ version, schema }: VersionedSchema): Promise<void> {
  await writeFile(RELEASED, `# Keywatch ${version}\n${schema}`);
}

/** What would break clients of a release and may not: nothing where the major version has moved. */
export function brokenPromises(released: VersionedSchema, current: VersionedSchema): string[] {
  if (majorOf(released) !== majorOf(current)) return [];
  const changes = findBreakingChanges(buildSchema(released.schema), buildSchema(current.schema));
  return changes.map(({ type, description }) => `${type}: ${description}`).sort();
}

function majorOf({ version }: VersionedSchema): string {
  return version.split('.', 1)[0] ?? version;
}
