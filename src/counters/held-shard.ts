import { MINUTE_MS, type Slot } from '../core/usage/cell.ts';
import type { CellBudget } from './cell-budget.ts';
import type { EntryCounts } from './entry-counts.ts';
import { type Generation, type Ledger, openGeneration, RETAINED_MS } from './ledger.ts';
import { encodeMember, type RedisKeys } from './redis-keys.ts';
import { resendCalls } from './resend.ts';
import type { CellStore } from './store.ts';

/** What a process holds for one shard. */
export interface HeldShard {
  hold(slot: Slot, counts: EntryCounts): void;
  send(): Promise<void>;
  waiting(): number;
}

interface HeldShardDeps {
  readonly store: CellStore;
  readonly keys: RedisKeys;
  readonly shard: number;
  readonly budget: CellBudget;
  readonly onLost: () => void;
  readonly now: () => number;
  readonly randomUuid: () => string;
}

/**
 * Holds absolute cells under sources of its own, one a minute. Redis keeps the larger of two values, so whatever is sent may
 * be sent again: a lost reply is no doubt.
 */
export function createHeldShard(deps: HeldShardDeps): HeldShard {
  /** Decisions of a generation that Redis does not have yet. */
  const unsent = new Map<Generation, number>();
  const ledger = createHeldLedger(deps, unsent);
  const writer = deps.store.writer(deps.shard, ledger);

  const sendOne = async (generation: Generation, decisions: number) => {
    // Forgotten first: what is held meanwhile is noted anew, and sent once more.
    unsent.delete(generation);
    try {
      for (const call of resendCalls(generation, deps.keys, deps.shard)) await writer.repeat(call);
      ledger.acknowledged(generation);
    } catch (error) {
      unsent.set(generation, decisions + (unsent.get(generation) ?? 0));
      throw error;
    }
  };

  return {
    hold: (slot, counts) => {
      const generation = ledger.current();
      unsent.set(generation, (unsent.get(generation) ?? 0) + 1);
      holdIn(cellsOf(generation, encodeMember(generation.source, slot)), counts, deps);
    },
    send: async () => {
      for (const [generation, decisions] of Array.from(unsent)) await sendOne(generation, decisions);
    },
    waiting: () => [...unsent.values()].reduce((sum, decisions) => sum + decisions, 0),
  };
}

/** What is not sent is never forgotten, and what is sent only when Redis cannot lose it any more. */
function createHeldLedger(
  { now, randomUuid, budget }: HeldShardDeps,
  unsent: ReadonlyMap<Generation, number>,
): Ledger {
  let generations: Generation[] = [];
  const isKept = (generation: Generation) =>
    unsent.has(generation) || now() - generation.acknowledgedAt <= RETAINED_MS;
  const sweep = () => {
    for (const old of generations) if (!isKept(old)) budget.giveBack(sizeOf(old));
    generations = generations.filter(isKept);
  };
  return {
    current: () => {
      const newest = generations.at(-1);
      if (newest?.minute === Math.floor(now() / MINUTE_MS)) return newest;
      sweep();
      const opened = openGeneration({ now, randomUuid });
      generations.push(opened);
      return opened;
    },
    abandon: () => undefined,
    retained: () => [...generations],
    acknowledged: (generation) => {
      generation.acknowledgedAt = now();
      sweep();
    },
  };
}

function holdIn(
  cells: Map<string, number>,
  { decided, decidedElsewhere, units, seen }: EntryCounts,
  { budget, onLost }: HeldShardDeps,
): void {
  const add = (field: string, by: number, needed: boolean) => {
    const value = cells.get(field);
    if (value === undefined && !budget.take(needed)) return false;
    cells.set(field, (value ?? 0) + by);
    return true;
  };
  if (!add(decided, 1, false) && !add(decidedElsewhere, 1, true)) onLost();
  if (units !== undefined) add(units[0], units[1], true);
  for (const field of seen) add(field, 1, false);
}

function cellsOf({ cells }: Generation, member: string): Map<string, number> {
  const known = cells.get(member);
  if (known !== undefined) return known;
  const opened = new Map<string, number>();
  cells.set(member, opened);
  return opened;
}

function sizeOf({ cells }: Generation): number {
  return [...cells.values()].reduce((sum, fields) => sum + fields.size, 0);
}
