import { type Slot, slotOf } from '../core/usage/cell.ts';
import type { DecideEntry, DoubtfulEntry } from './decide-entry.ts';
import { countsOf, decidedFields, type EntryCounts } from './entry-counts.ts';
import type { HeldCounts } from './held-counts.ts';
import { acknowledge, type Generation } from './ledger.ts';
import { encodeMember } from './redis-keys.ts';

/** A script call of which it is not known whether Redis carried it out. */
export interface Doubt {
  /** In the order of the call. */
  readonly entries: readonly DoubtfulEntry[];
  readonly source: string;
  /** The name of its cells in the dirty index, and their slot. */
  readonly member: string;
  readonly slot: Slot;
  /** The fields of all cells in which it may have counted decisions. */
  readonly fields: readonly string[];
  /** Decisions that were answered and may have to be counted yet. */
  waiting(): number;
  /** Settles it by the reply that came late: which entries Redis counted. */
  settle(counted: readonly boolean[]): void;
  /** Settles it by the values that its cells have now. Entries that are not in them are counted as they were answered. */
  compare(values: ReadonlyMap<string, number>): void;
}

interface Doubted {
  readonly entry: DecideEntry;
  counts: EntryCounts | undefined;
  counted: boolean | undefined;
}

/** Begins to doubt a call that was made for these entries on a generation. */
export function createDoubt(deps: {
  entries: readonly DecideEntry[];
  generation: Generation;
  nowMs: number;
  held: Pick<HeldCounts, 'hold'>;
}): Doubt {
  const { generation, nowMs, held } = deps;
  const slot = slotOf(nowMs, nowMs);
  const member = encodeMember(generation.source, slot);
  const fields = [...new Set(deps.entries.flatMap(decidedFields))];
  const cells = generation.cells.get(member);
  const before = new Map(fields.map((field) => [field, cells?.get(field) ?? 0]));
  const all = deps.entries.map((entry): Doubted => ({ entry, counts: undefined, counted: undefined }));

  const holdWhole = ({ counts, counted }: Doubted) => {
    if (counts !== undefined && counted === false) held.hold(slot, counts);
  };

  return {
    entries: all.map((doubted) => ({
      decided: (entry, code) => {
        doubted.counts = countsOf(entry, code);
        holdWhole(doubted);
      },
    })),
    source: generation.source,
    member,
    slot,
    fields,
    waiting: () => all.filter(({ counts, counted }) => counts !== undefined && counted === undefined).length,
    settle: (counted) => {
      for (const [at, doubted] of all.entries()) {
        doubted.counted = counted[at] ?? false;
        holdWhole(doubted);
      }
    },
    compare: (values) => {
      const added = new Map<string, number>();
      for (const [field, value] of values) {
        const known = before.get(field) ?? 0;
        added.set(field, value - known);
        if (value > known) acknowledge(generation, member, field, value);
      }
      for (const [doubted, counted] of matchEntries(all, added)) {
        doubted.counted = counted;
        holdWhole(doubted);
      }
    },
  };
}

/**
 * Tells which entries are in what was added to the cells: first those that stand there as what they were answered, then any
 * that can be. So the sum is exact, and a code only where Redis decided as the fallback did.
 */
function matchEntries(all: readonly Doubted[], added: Map<string, number>): Map<Doubted, boolean> {
  const takeOne = (field: string | undefined) => {
    const left = field === undefined ? 0 : (added.get(field) ?? 0);
    if (field === undefined || left <= 0) return false;
    added.set(field, left - 1);
    return true;
  };
  const matched = new Map(all.map((doubted) => [doubted, takeOne(doubted.counts?.decided)]));
  for (const [doubted, counted] of matched) {
    if (!counted) matched.set(doubted, decidedFields(doubted.entry).some(takeOne));
  }
  return matched;
}
