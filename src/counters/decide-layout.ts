import type { DecisionCode } from '../core/decision.ts';
import type { RateLimit } from '../core/key/record.ts';
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

/** The number of no cell, and of no limit. */
export const NONE = 0;

/** What the entries of a batch share, each once and told by its number from 1. */
export interface BatchLayout {
  keyAt(entry: DecideEntry): number;
  limitAt(rateLimit: RateLimit, cost: number): number;
  decisionAt(entry: DecideEntry, code: DecisionCode): number;
  measureAt(entry: DecideEntry, measure: number): number;
  /** NONE where there is no value. */
  sourceAt(entry: DecideEntry, kind: 'ip' | 'ua', value: string | undefined): number;
  leasesAt(entry: DecideEntry): number;
  /** Of each key, then of the leases. */
  names(): string[];
  readonly fields: readonly string[];
  /** Of each cell, before this batch. */
  readonly values: readonly number[];
  readonly versions: readonly number[];
  readonly limits: readonly number[];
}

/** Opens an empty layout; `known` are the values that cells have so far. */
export function createLayout(input: {
  keys: RedisKeys;
  shard: number;
  known: ReadonlyMap<string, number> | undefined;
}): BatchLayout {
  const { keys, shard, known } = input;
  const keyNumbers = new Map<string, number>();
  const cellNumbers = new Map<string, number>();
  const leaseNumbers = new Map<string, number>();
  const keyNames: string[] = [];
  const leaseNames: string[] = [];
  const [fields, values, versions, limits]: [string[], number[], number[], number[]] = [[], [], [], []];

  const cellAt = (field: string) => {
    const number = cellNumbers.get(field);
    if (number !== undefined) return number;
    fields.push(field);
    values.push(known?.get(field) ?? 0);
    cellNumbers.set(field, fields.length);
    return fields.length;
  };
  const measureAt = ({ workspaceId, keyId, serverId, endpoint }: DecideEntry, measure: number) =>
    cellAt(encodeCell({ kind: 'usage', workspaceId, keyId, serverId, endpoint, measure }));

  return {
    keyAt: ({ keyId, version }) => {
      const first = keyNumbers.get(keyId);
      if (first !== undefined && versions[first - 1] === version) return first;
      const name = first === undefined ? keyId : `${keyId}@${version}`;
      const number = keyNumbers.get(name) ?? versions.push(version);
      if (number > keyNames.length) keyNames.push(keys.state(shard, keyId));
      keyNumbers.set(name, number);
      return number;
    },
    limitAt: ({ limit, windowSeconds }, cost) => {
      const windowMs = windowSeconds * 1_000;
      for (let at = 0; at < limits.length; at += 3) {
        if (limits[at] === limit && limits[at + 1] === windowMs && limits[at + 2] === cost) return at / 3 + 1;
      }
      return limits.push(limit, windowMs, cost) / 3;
    },
    measureAt,
    decisionAt: (entry, code) => measureAt(entry, decisionMeasure(code)),
    sourceAt: ({ workspaceId, keyId }, kind, value) =>
      value === undefined ? NONE : cellAt(encodeCell({ kind, workspaceId, keyId, value })),
    leasesAt: ({ workspaceId, keyId }) => {
      const name = keys.leases(shard, workspaceId, keyId);
      const number = leaseNumbers.get(name) ?? leaseNames.push(name);
      leaseNumbers.set(name, number);
      return number;
    },
    names: () => [...keyNames, ...leaseNames],
    fields,
    values,
    versions,
    limits,
  };
}
