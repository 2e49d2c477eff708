import { describe, expect, test } from 'vitest';
import { hashSlot, tagOfShard } from '../../src/counters/hash-slot.ts';
import { createRedisKeys } from '../../src/counters/redis-keys.ts';

const SLOTS = 16_384;

describe('the slot of a hash tag', () => {
  test('is the one that Redis Cluster computes', () => {
    expect(hashSlot('123456789')).toBe(0x31c3);
    expect(hashSlot('foo')).toBe(12_182);
    expect(hashSlot('')).toBe(0);
  });
});

describe('the tags of shards', () => {
  test.each([1, 2, 3, 16, 100, 1_024])(
    'of %i shards are all different, and each in its own part of the slots',
    (shards) => {
      const tags = Array.from({ length: shards }, (_, shard) => tagOfShard(shard, shards));
      expect(new Set(tags).size).toBe(shards);
      expect(tags.map((tag) => Math.floor((hashSlot(tag) * shards) / SLOTS))).toEqual(
        tags.map((_, shard) => shard),
      );
    },
  );

  test.each([3, 5, 8])('give each of %i nodes with as many slots about as many of 16 shards', (nodes) => {
    const counts = Array.from({ length: nodes }, () => 0);
    for (let shard = 0; shard < 16; shard++) {
      const node = Math.floor((hashSlot(tagOfShard(shard, 16)) * nodes) / SLOTS);
      counts[node] = (counts[node] ?? 0) + 1;
    }
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  });

  test('are the first braces of every name of their shard, whatever the rest holds', () => {
    const keys = createRedisKeys('kw', 16);
    const names = [
      keys.state(3, 'k'),
      keys.leases(3, 'w', 'k'),
      keys.epoch(3),
      keys.changes(3),
      keys.sequence(3),
      keys.dirty(3),
      keys.cells(3, 'source:m1'),
      keys.batch(3, 'w', '{0}batch}'),
    ];
    const slots = names.map((name) => hashSlot(/\{([^}]+)\}/.exec(name)?.[1] ?? ''));
    expect(new Set(slots)).toEqual(new Set([keys.slotOf(3)]));
  });
});
