import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFirstOwner } from '../actions/create-first-owner.ts';
import type { IdentityDeps } from '../actions/deps.ts';
import type { Config } from '../config.ts';
import { writePrivate } from '../embedded/secrets.ts';

/** On the first start: makes the owner, and tells how to sign in. */
export async function introduceOwner(
  config: Config,
  deps: Pick<IdentityDeps, 'storage' | 'now' | 'randomBytes'>,
  notes: string[],
): Promise<void> {
  const owner = await createFirstOwner(deps, { email: config.ownerEmail, password: config.ownerPassword });
  if (owner === undefined) {
    if (existsSync(join(config.dataDir, 'first-owner.json'))) {
      notes.push(`${config.dataDir}/first-owner.json tells how to sign in.`);
    }
    return;
  }
  notes.push(
    `Sign in as ${owner.email} with the password ${owner.generatedPassword ?? 'of KEYWATCH_OWNER_PASSWORD'}`,
  );
  if (owner.generatedPassword === undefined || config.nodeEnv === 'production') return;
  // One that is there is of a database that this one took the place of.
  await rm(join(config.dataDir, 'first-owner.json'), { force: true });
  await writePrivate(config.dataDir, 'first-owner.json', {
    email: owner.email,
    password: owner.generatedPassword,
  });
  notes.push(`(also in ${config.dataDir}/first-owner.json; keep it elsewhere, then delete that file).`);
}
