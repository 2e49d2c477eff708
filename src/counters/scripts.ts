import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

/** A Lua script of the folder `lua`. */
export interface Script {
  readonly text: string;
  readonly sha1: string;
}

export const decideBatch = readScript('decide-batch-n');
export const recordBatch = readScript('record-batch-n');
export const markBatches = readScript('mark-batches-n');
export const releaseLease = readScript('release-lease-1');
export const renewLease = readScript('renew-lease-1');
export const settleCells = readScript('settle-cells-2');
export const ensureEpoch = readScript('ensure-epoch-1');
export const raiseVersions = readScript('raise-versions-n');

/** Runs a script by its digest, and by its text where Redis does not know it yet (a refused digest has no effect). */
export async function runScript(
  redis: Redis,
  script: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await redis.evalsha(script.sha1, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return await redis.eval(script.text, keys.length, ...keys, ...args);
  }
}

function readScript(name: string): Script {
  const text = readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8');
  return { text, sha1: hash('sha1', text) };
}
