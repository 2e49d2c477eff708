import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type App, startApp } from '../app.ts';
import type { Config } from '../config.ts';
import { CliFailure } from './failure.ts';

/** A Keywatch to work with: one that runs already, or one that this command started. */
export interface Instance {
  readonly url: string;
  /** Undefined where it was running before. */
  readonly app: App | undefined;
}

/** Finds the Keywatch at the configured address, or starts one as `npm start` would. */
export async function findOrStart(config: Config, url: string | undefined): Promise<Instance> {
  const address = url ?? `http://${config.host}:${config.port}`;
  if (await isKeywatch(address)) return { url: address, app: undefined };
  if (url !== undefined)
    throw new CliFailure(`No Keywatch answers at ${url}; start it with npm start, or leave out --url.`);
  const app = await startApp({ ...config, logLevel: 'error' });
  return { url: app.url, app };
}

async function isKeywatch(address: string): Promise<boolean> {
  const answer = await fetch(new URL('/healthz', address)).catch(() => undefined);
  return answer !== undefined && answer.ok;
}

const ownerFile = z.object({ email: z.string(), password: z.string() });

/** How to sign in: as said on the command line, as configured, or as the first start wrote it down. */
export async function findCredentials(
  config: Config,
  given: { email: string | undefined; password: string | undefined },
): Promise<{ email: string; password: string }> {
  const email = given.email ?? config.ownerEmail;
  const password = given.password ?? config.ownerPassword;
  if (email !== undefined && password !== undefined) return { email, password };
  const file = join(config.dataDir, 'first-owner.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return ownerFile.parse(JSON.parse(text));
  throw new CliFailure(
    'Nobody is known to sign in as; give --email and --password (or KEYWATCH_OWNER_EMAIL and _PASSWORD).',
  );
}
