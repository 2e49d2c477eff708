import type { DecisionCode } from '../core/decision.ts';
import { encodeCell } from '../core/usage/cell.ts';
import { decisionMeasure } from '../core/usage/measure.ts';
import type { DecideEntry } from './decide-entry.ts';
import type { Generation } from './ledger.ts';
import type { QuotaMemory } from './quota-memory.ts';
import type { RedisKeys } from './redis-keys.ts';

/** What a batch is laid out with. */
export interface BatchInput {
  readonly entries: readonly DecideEntry[];
  readonly generation: Generation;
  readonly keys: RedisKeys;
  readonly shard: number;
  readonly nowMs: number;
  readonly quotaMemory: QuotaMemory;
  readonly randomUuid: () => string;
}

/** The number of no cell. */
export const NO_CELL = 0;

/** What the entries of a batch share, each once and told by its number from 1. */
export interface BatchLayout {
  keyAt(entry: DecideEntry): number;
  decisionAt(entry: DecideEntry, code: DecisionCode): number;
  measureAt(entry: DecideEntry, measure: number): number;
  /** NO_CELL where there is no value. */
  sourceAt(entry: DecideEntry, kind: 'ip' | 'ua', value: string | undefined): number;
  leasesAt(entry: DecideEntry): number;
  /** A cell, and its value before this batch. */
  cell(number: number): { readonly field: string; readonly value: number };
  /** Names of keys, then of leases. */
  names(): string[];
  args(): (string | number)[];
}

/** Opens an empty layout; `known` are the values that cells have so far. */
export function createLayout(input: {
  keys: RedisKeys;
  shard: number;
  known: ReadonlyMap<string, number> | undefined;
}): BatchLayout {
  const { keys, shard, known } = input;
  const versions = createIndex();
  const cells = createIndex();
  const leases = createIndex();
  const keyNames: string[] = [];
  const leaseNames: string[] = [];
  const versionArgs: number[] = [];
  const cellArgs: (string | number)[] = [];

  const cellAt = (field: string) => cells.at(field, () => cellArgs.push(field, known?.get(field) ?? 0));
  const measureAt = ({ workspaceId, keyId, serverId, endpoint }: DecideEntry, measure: number) =>
    cellAt(encodeCell({ kind: 'usage', workspaceId, keyId, serverId, endpoint, measure }));

  return {
    keyAt: ({ keyId, version }) =>
      versions.at(`${keyId}@${version}`, () => {
        keyNames.push(keys.key(shard, keyId));
        versionArgs.push(version);
      }),
    measureAt,
    decisionAt: (entry, code) => measureAt(entry, decisionMeasure(code)),
    sourceAt: ({ workspaceId, keyId }, kind, value) =>
      value === undefined ? NO_CELL : cellAt(encodeCell({ kind, workspaceId, keyId, value })),
    leasesAt: ({ workspaceId, keyId }) => {
      const name = keys.leases(shard, workspaceId, keyId);
      return leases.at(name, () => leaseNames.push(name));
    },
    cell: (number) => ({ field: String(cellArgs[2 * number - 2]), value: Number(cellArgs[2 * number - 1]) }),
    names: () => [...keyNames, ...leaseNames],
    args: () => [keyNames.length, cells.size(), ...versionArgs, ...cellArgs],
  };
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
