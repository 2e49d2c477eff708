import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, type Redis } from 'ioredis';
import { z } from 'zod';
import { type Connection, carryOut } from './connection.ts';

/** A Lua script of the folder `lua`. */
export interface Script {
  readonly text: string;
  readonly sha1: string;
}

export const decideBatch = readScript('decide-batch-n');
export const recordBatch = readScript('record-batch-n');
export const restoreCells = readScript('restore-cells-3');
export const markBatches = readScript('mark-batches-n');
export const releaseLease = readScript('release-lease-1');
export const renewLease = readScript('renew-lease-1');
export const settleCells = readScript('settle-cells-2');
export const takeQuota = readScript('take-quota-1');
export const beat = readScript('beat-1');
export const ensureEpoch = readScript('ensure-epoch-1');
export const raiseVersions = readScript('raise-versions-n');

/** Runs a script where a connection leads to, wherever the data has moved meanwhile. */
export async function runScriptOn(
  connection: Connection,
  script: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  return await carryOut(connection, async (redis) => await runScript(redis, script, keys, args));
}

/** Runs a script by its digest, and by its text where Redis does not know it yet (a refused digest has no effect). */
export async function runScript(
  redis: Redis,
  script: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  return await send(redis, script, [keys.length, ...keys, ...args], 'utf8');
}

const integersSchema = z.union([z.array(z.number()), z.number().transform((reply) => [reply])]);
const doublesSchema = z.instanceof(Buffer);

/** Runs a script that answers with one or more integers. */
export async function runForIntegers(...call: Parameters<typeof runScript>): Promise<readonly number[]> {
  return integersSchema.parse(await runScript(...call));
}

/** Runs a script that answers with little-endian doubles in one string, which costs less to read than as many integers. */
export async function runForDoubles(
  redis: Redis,
  script: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<readonly number[]> {
  const reply = doublesSchema.parse(await send(redis, script, [keys.length, ...keys, ...args], null));
  const doubles: number[] = [];
  for (let at = 0; at < reply.length; at += 8) doubles.push(reply.readDoubleLE(at));
  return doubles;
}

async function send(
  redis: Redis,
  { sha1, text }: Script,
  args: (string | number)[],
  replyEncoding: 'utf8' | null,
): Promise<unknown> {
  try {
    return await redis.sendCommand(new Command('evalsha', [sha1, ...args], { replyEncoding }));
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return await redis.sendCommand(new Command('eval', [text, ...args], { replyEncoding }));
  }
}

function readScript(name: string): Script {
  const text = readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8');
  return { text, sha1: hash('sha1', text) };
}
