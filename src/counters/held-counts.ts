import type { Slot } from '../core/usage/cell.ts';
import type { Availabilities } from './availabilities.ts';
import { CELLS_HELD_MAX, createCellBudget } from './cell-budget.ts';
import type { EntryCounts } from './entry-counts.ts';
import { createHeldShard } from './held-shard.ts';
import type { LossTally } from './loss-tally.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { CellStore } from './store.ts';

/** Counts that wait in this process' memory for the Redis of their shard to be back. */
export interface HeldCounts {
  hold(slot: Slot, counts: EntryCounts): void;
  /** Sends all that waits for a shard. */
  send(shard: number): Promise<void>;
  /** Decisions that Redis does not have yet. */
  waiting(): number;
  /** Decisions that found no room and are counted nowhere, since this process began. */
  lost(): number;
}

/** Opens an empty memory of at most `cellsMax` cells. What is held while Redis is up is sent at once. */
export function createHeldCounts(deps: {
  store: CellStore;
  keys: RedisKeys;
  availabilities: Availabilities;
  now: () => number;
  randomUuid: () => string;
  losses: Pick<LossTally, 'held' | 'sent' | 'lost'>;
  cellsMax?: number | undefined;
}): HeldCounts {
  const { keys, losses } = deps;
  const budget = createCellBudget(deps.cellsMax ?? CELLS_HELD_MAX);
  let lost = 0;
  const onLost = () => {
    lost += 1;
  };

  const openShard = (shard: number) => {
    const held = createHeldShard({ ...deps, shard, budget, onLost });
    const availability = deps.availabilities.of(shard);
    let sending: Promise<void> | undefined;
    const send = async () => {
      sending ??= held.send().finally(() => {
        sending = undefined;
      });
      await sending;
      if (held.waiting() === 0) losses.sent(shard);
    };
    /** What is held while the last ones are sent waits for another turn. */
    const sendLate = () => {
      if (availability.isUp() && held.waiting() > 0) void send().then(sendLate, availability.lost);
    };
    availability.onUp(sendLate);
    return {
      hold: (slot: Slot, counts: EntryCounts) => {
        const lostBefore = lost;
        held.hold(slot, counts);
        if (lost > lostBefore) losses.lost(slot, counts.workspaceId);
        else losses.held(shard, slot, counts.workspaceId);
        if (availability.isUp()) setImmediate(sendLate);
      },
      send,
      waiting: held.waiting,
    };
  };
  const shards = Array.from({ length: keys.shards }, (_, shard) => openShard(shard));

  return {
    hold: (slot, counts) => shards[keys.shardOf(counts.keyId)]?.hold(slot, counts),
    send: async (shard) => await shards[shard]?.send(),
    waiting: () => shards.reduce((sum, shard) => sum + shard.waiting(), 0),
    lost: () => lost,
  };
}
