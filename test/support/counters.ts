import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { encodeCell, encodeSlot, NO_SERVER, type Slot, type UsageCell } from '../../src/core/usage/cell.ts';
import { type Increments, increment, noIncrements } from '../../src/core/usage/increments.ts';
import { namePlace } from '../../src/core/usage/tally.ts';
import { type Counters, openCounters } from '../../src/counters/counters.ts';
import type { DecideEntry } from '../../src/counters/decide-entry.ts';
import type { LoadCounted } from '../../src/counters/doubts.ts';
import type { RedisUrl } from '../../src/counters/redis-url.ts';
import type { LoadVersions } from '../../src/counters/versions.ts';

/** The Redis that tests use. */
export function redisUrl(): string {
  return process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
}

/** A Redis that is busy with other tests does not hang. */
export const PATIENT_MS = 1_500;

/** Opens counters under a key prefix of the test's own, which is emptied when it ends. */
export async function openTestCounters(
  options: {
    url?: RedisUrl;
    prefix?: string;
    shards?: number;
    verifies?: boolean;
    now?: () => number;
    beforeResuming?: () => Promise<void>;
    /** What Postgres would say; left out: it does not answer. */
    loadVersions?: LoadVersions;
    loadCounted?: LoadCounted;
    cellsHeldMax?: number;
    silentMs?: number;
  } = {},
): Promise<Counters & { prefix: string }> {
  const prefix = options.prefix ?? `test-${randomUUID()}`;
  const counters = await openCounters({
    url: options.url ?? redisUrl(),
    prefix,
    shards: options.shards ?? 1,
    now: options.now ?? Date.now,
    verifies: options.verifies ?? false,
    silentMs: options.silentMs ?? PATIENT_MS,
    randomUuid: randomUUID,
    loadVersions:
      options.loadVersions ??
      (async () => {
        throw new Error('there is no Postgres');
      }),
    loadCounted: options.loadCounted ?? (async () => new Map()),
    ...(options.cellsHeldMax === undefined ? {} : { cellsHeldMax: options.cellsHeldMax }),
    beforeResuming: options.beforeResuming ?? (async () => undefined),
    onOutage: () => undefined,
    onRecovered: () => undefined,
    onUnreadable: (field) => {
      throw new Error(`unreadable cell ${field}`);
    },
  });
  onTestFinished(async () => {
    await counters.close();
    await forgetPrefix(prefix);
  });
  return { ...counters, prefix };
}

/** Deletes all keys under a prefix. */
export async function forgetPrefix(prefix: string): Promise<void> {
  const redis = new Redis(redisUrl(), { commandTimeout: 5_000 });
  for await (const names of redis.scanStream({ match: `*${prefix}:*`, count: 1_000 })) {
    if (Array.isArray(names) && names.length > 0) await redis.unlink(...names.map(String));
  }
  redis.disconnect();
}

/** An entry about a key, VALID unless said otherwise. */
export function entryOf(entry: Partial<DecideEntry> & { keyId: string }): DecideEntry {
  return {
    workspaceId: '00000000-0000-7000-8000-000000000001',
    version: 1,
    code: 'VALID',
    rateLimit: { limit: 1_000_000, windowSeconds: 60 },
    cost: 1,
    serverId: NO_SERVER,
    endpoint: 'tools/call:search',
    ...entry,
  };
}

/** All cells that wait for the roller, summed over sources: what the tables would say after a roll-up. */
export async function readCounts(counters: Pick<Counters, 'cells'>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let shard = 0; shard < counters.cells.shards; shard++) {
    for (const dirty of await counters.cells.dirty(shard)) {
      const ofSource = new Map<string, number>();
      for await (const cells of counters.cells.read(shard, dirty)) {
        for (const [cell, value] of cells)
          ofSource.set(`${encodeSlot(dirty.slot)} ${encodeCell(cell)}`, value);
      }
      for (const [name, value] of ofSource) counts.set(name, (counts.get(name) ?? 0) + value);
    }
  }
  return counts;
}

/** Sums the counts of a key's decisions, whatever their minute. */
export function sumOf(counts: ReadonlyMap<string, number>, keyId: string): number {
  return [...counts].reduce((sum, [name, value]) => sum + (name.includes(`|${keyId}|`) ? value : 0), 0);
}

/** A cell of a key, for usage batches. */
export function cellOf(keyId: string, measure: number): UsageCell {
  const { workspaceId, serverId, endpoint } = entryOf({ keyId });
  return { kind: 'usage', workspaceId, keyId, serverId, endpoint, measure };
}

/** What a usage batch adds: so much to each of some cells. */
export function incrementsOf(slot: Slot, cells: readonly UsageCell[], by: number): Increments {
  const increments = noIncrements();
  for (const cell of cells) increment(increments, namePlace(slot, cell), cell.measure, by);
  return increments;
}
