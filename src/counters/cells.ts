import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Cell, Slot } from '../core/usage/cell.ts';
import { decodeTally } from '../core/usage/tally.ts';
import { type Connections, carryOut } from './connection.ts';
import { decodeMember, type RedisKeys } from './redis-keys.ts';
import { runScript, settleCells } from './scripts.ts';

/** Cells or tallies of one source and slot that wait for the roller. */
export interface DirtyCells {
  /** Their name in the dirty index. */
  readonly member: string;
  readonly source: string;
  readonly slot: Slot;
  /** Of their last touch; opaque. */
  readonly mark: string;
  /** Of the connection that they were read over: a Redis that lost its last writes gives marks out once more. */
  readonly life: number;
}

/** A cell and the absolute value that its source has counted. */
export type CellValue = readonly [Cell, number];

/** The roller's side of the counters. */
export interface CellReader {
  readonly shards: number;
  dirty(shard: number): Promise<DirtyCells[]>;
  /** Reads cells in batches. Fields that are no cells are passed over and reported to `onUnreadable`. */
  read(shard: number, cells: DirtyCells): AsyncIterable<readonly CellValue[]>;
  /** Forgets cells that are committed in Postgres; false where they were touched since `dirty` named them. */
  settle(shard: number, cells: DirtyCells): Promise<boolean>;
  /** The clock of the Redis that has a shard, in Unix milliseconds. */
  timeMs(shard: number): Promise<number>;
}

/** Fields per HSCAN step: bounds the roller's memory and how long Redis is busy at a time. */
const SCAN_COUNT = 2_000;
/** A tally is some cells, so that a step may be many. */
const CELLS_AT_ONCE = 2_000;

const timeSchema = z.tuple([z.coerce.number(), z.coerce.number()]);

/** Reads cells of all shards. */
export function createCellReader(deps: {
  connections: Connections;
  keys: RedisKeys;
  onUnreadable: (field: string) => void;
}): CellReader {
  const { connections, keys } = deps;
  return {
    shards: keys.shards,
    dirty: async (shard) => {
      const connection = connections.of(shard);
      const read = async (redis: Redis) => {
        const life = connection.readyCount();
        return { life, flat: await redis.zrange(keys.dirty(shard), '0', '-1', 'WITHSCORES') };
      };
      const { life, flat } = await carryOut(connection, read);
      return parseDirty(deps.onUnreadable, flat, life);
    },
    read: async function* (shard, { member }) {
      const name = keys.cells(shard, member);
      let cursor = '0';
      do {
        const [next, flat] = await connections.of(shard).redis.hscan(name, cursor, 'COUNT', SCAN_COUNT);
        cursor = next;
        yield* parseCells(flat, deps.onUnreadable);
      } while (cursor !== '0');
    },
    settle: async (shard, { member, mark, life }) => {
      const connection = connections.of(shard);
      if (connection.readyCount() !== life) return false;
      const scriptKeys = [keys.dirty(shard), keys.cells(shard, member)];
      return (await runScript(connection.redis, settleCells, scriptKeys, [member, mark])) === 1;
    },
    timeMs: async (shard) => {
      const [seconds, micros] = timeSchema.parse(await connections.of(shard).redis.time());
      return seconds * 1_000 + Math.floor(micros / 1_000);
    },
  };
}

/** How many sources and slots of all shards have cells that wait for the roller. */
export async function countDirty(connections: Connections, keys: RedisKeys): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: keys.shards }, async (_, shard) => {
      return await connections.of(shard).redis.zcard(keys.dirty(shard));
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function parseDirty(
  onUnreadable: (field: string) => void,
  flat: readonly string[],
  life: number,
): DirtyCells[] {
  const found: DirtyCells[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const name = flat[at] ?? '';
    const member = decodeMember(name);
    if (member === undefined) onUnreadable(name);
    else found.push({ ...member, member: name, mark: flat[at + 1] ?? '', life });
  }
  return found;
}

function* parseCells(flat: readonly string[], onUnreadable: (field: string) => void): Generator<CellValue[]> {
  let cells: CellValue[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const field = flat[at] ?? '';
    const read = decodeTally(field, flat[at + 1] ?? '');
    if (read === undefined) onUnreadable(field);
    else cells.push(...read);
    if (cells.length < CELLS_AT_ONCE) continue;
    yield cells;
    cells = [];
  }
  if (cells.length > 0) yield cells;
}
