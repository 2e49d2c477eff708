import { crc32 } from 'node:zlib';
import { decodeSlot, encodeSlot, type Slot } from '../core/usage/cell.ts';
import { hashSlot, tagOfShard } from './hash-slot.ts';

/** The name of every key in Redis. Each shard has a hash tag of its own, so one script call stays on one cluster node. */
export interface RedisKeys {
  readonly shards: number;
  /** Which of a cluster's slots all names of a shard are in. */
  slotOf(shard: number): number;
  shardOf(keyId: string): number;
  /** Version, limiter and quota of a key. */
  state(shard: number, keyId: string): string;
  /** Sorted set: the leases of a key that are held, by the Unix milliseconds in which they end. */
  leases(shard: number, workspaceId: string, keyId: string): string;
  /** Random name of this life of the data set. */
  epoch(shard: number): string;
  /** Stream of the keys whose versions were raised, for those who follow them. */
  changes(shard: number): string;
  /** Counter that marks each touch of cells. */
  sequence(shard: number): string;
  /** Sorted set: which cells wait for the roller, by the mark of their last touch. */
  dirty(shard: number): string;
  cells(shard: number, member: string): string;
  /** Random name of the last import of keys. */
  imports(): string;
  /** Sorted set: the verifiers that are alive, by the Unix seconds of their last beat. */
  verifiers(): string;
  /** Stands for 48 h once a usage batch was counted. */
  batch(shard: number, workspaceId: string, batchId: string): string;
}

/** Which shard has what concerns all of them. */
export const COMMON_SHARD = 0;

/** Names keys under a prefix, spread over a fixed number of shards. */
export function createRedisKeys(prefix: string, shards: number): RedisKeys {
  const starts = Array.from({ length: shards }, (_, shard) => `${prefix}:{${tagOfShard(shard, shards)}}:`);
  const at = (shard: number, rest: string) => `${starts[shard] ?? ''}${rest}`;
  return {
    shards,
    slotOf: (shard) => hashSlot(tagOfShard(shard, shards)),
    shardOf: (keyId) => (shards === 1 ? 0 : crc32(keyId) % shards),
    state: (shard, keyId) => at(shard, `state:${keyId}`),
    leases: (shard, workspaceId, keyId) => at(shard, `leases:${workspaceId}:${keyId}`),
    epoch: (shard) => at(shard, 'epoch'),
    changes: (shard) => at(shard, 'changes'),
    sequence: (shard) => at(shard, 'sequence'),
    dirty: (shard) => at(shard, 'dirty'),
    cells: (shard, member) => at(shard, `cells:${member}`),
    imports: () => at(COMMON_SHARD, 'imports'),
    verifiers: () => at(COMMON_SHARD, 'verifiers'),
    batch: (shard, workspaceId, batchId) => at(shard, `batch:${workspaceId}:${batchId}`),
  };
}

/** Names the cells of a source and slot in the dirty index. */
export function encodeMember(source: string, slot: Slot): string {
  return `${source}:${encodeSlot(slot)}`;
}

/**
 * Names the tallies of a source and slot (by its name) in the dirty index. Another name than that of cells, so that a roller
 * of a release that knew no tallies leaves them alone.
 */
export function encodeTallyMember(source: string, slotName: string): string {
  return `${source}:t:${slotName}`;
}

/** Reads a name written by encodeMember or encodeTallyMember, undefined for anything else. */
export function decodeMember(member: string): { source: string; slot: Slot } | undefined {
  const [source = '', ...rest] = member.split(':');
  const slot = decodeSlot(rest[rest[0] === 't' ? 1 : 0] ?? '');
  return slot === undefined ? undefined : { source, slot };
}
