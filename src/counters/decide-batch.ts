import { encodeCell, slotOf } from '../core/usage/cell.ts';
import { decisionMeasure } from '../core/usage/measure.ts';
import type { DecideEntry } from './decide-entry.ts';
import { acknowledge, type Generation } from './ledger.ts';
import { encodeMember, type RedisKeys } from './redis-keys.ts';

/** The arguments of `decide-batch-n.lua`, and how to note its answer. */
export interface DecideBatch {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
  readonly settle: (reply: readonly number[]) => void;
}

const NO_CELL = 0;

/** Lays out a batch for Lua: distinct keys and cells once, entries as numbers that point at them. */
export function buildBatch(input: {
  entries: readonly DecideEntry[];
  generation: Generation;
  keys: RedisKeys;
  shard: number;
  nowMs: number;
}): DecideBatch {
  const { generation, keys, shard, nowMs } = input;
  const member = encodeMember(generation.source, slotOf(nowMs, nowMs));
  const known = generation.cells.get(member);
  const versions = createIndex();
  const cells = createIndex();
  const names: string[] = [];
  const versionArgs: number[] = [];
  const cellArgs: (string | number)[] = [];

  const keyAt = (entry: DecideEntry) =>
    versions.at(`${entry.keyId}@${entry.version}`, () => {
      names.push(keys.key(shard, entry.keyId));
      versionArgs.push(entry.version);
    });
  const cellAt = (field: string) => cells.at(field, () => cellArgs.push(field, known?.get(field) ?? 0));

  const rows = input.entries.map((entry) => {
    const usage = { kind: 'usage', ...pick(entry) } as const;
    const decided = cellAt(encodeCell({ ...usage, measure: decisionMeasure(entry.code) }));
    const limited =
      entry.code === 'VALID'
        ? cellAt(encodeCell({ ...usage, measure: decisionMeasure('RATE_LIMITED') }))
        : NO_CELL;
    const ip = entry.ip === undefined ? NO_CELL : cellAt(sourceField(entry, 'ip', entry.ip));
    const ua = entry.userAgent === undefined ? NO_CELL : cellAt(sourceField(entry, 'ua', entry.userAgent));
    const { limit, windowSeconds } = entry.rateLimit;
    return {
      key: keyAt(entry),
      decided,
      limited,
      limit,
      windowMs: windowSeconds * 1_000,
      cost: entry.cost,
      ip,
      ua,
    };
  });

  return {
    keys: [keys.sequence(shard), keys.dirty(shard), keys.cells(shard, member), ...names],
    args: [
      member,
      nowMs,
      names.length,
      cells.size(),
      ...versionArgs,
      ...cellArgs,
      ...rows.flatMap((row) => Object.values(row)),
    ],
    settle: (reply) => {
      const counts = new Map<number, number>();
      const count = (cell: number) => cell !== NO_CELL && counts.set(cell, (counts.get(cell) ?? 0) + 1);
      rows.forEach((row, at) => {
        const outcome = reply[4 * at];
        if (outcome === -1) return;
        count(outcome === 0 ? row.limited : row.decided);
        count(row.ip);
        count(row.ua);
      });
      for (const [cell, n] of counts) {
        const value = Number(cellArgs[2 * cell - 1]) + n;
        acknowledge(generation, member, String(cellArgs[2 * cell - 2]), value);
      }
    },
  };
}

function pick({ workspaceId, keyId, serverId, endpoint }: DecideEntry) {
  return { workspaceId, keyId, serverId, endpoint };
}

function sourceField({ workspaceId, keyId }: DecideEntry, kind: 'ip' | 'ua', value: string): string {
  return encodeCell({ kind, workspaceId, keyId, value });
}

/** Numbers distinct texts from 1, in the order in which they are first seen. */
function createIndex(): { at(text: string, onNew: () => void): number; size(): number } {
  const places = new Map<string, number>();
  return {
    at: (text, onNew) => {
      const known = places.get(text);
      if (known !== undefined) return known;
      onNew();
      places.set(text, places.size + 1);
      return places.size;
    },
    size: () => places.size,
  };
}
