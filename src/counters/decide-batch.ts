import { slotOf } from '../core/usage/cell.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import { type BatchInput, createLayout, NONE } from './decide-layout.ts';
import { type DecideMore, moreOf } from './decide-more.ts';
import { readOutcome } from './decide-reply.ts';
import { acknowledge } from './ledger.ts';
import { encodeMember } from './redis-keys.ts';

/** The arguments of `decide-batch-n.lua`, and how to note and read its answer. */
export interface DecideBatch {
  readonly keys: readonly string[];
  readonly args: readonly string[];
  readonly settle: (reply: readonly number[]) => void;
  /**
   * What became of the entries, in their order. Undefined where the rate limit refuses and nothing was done yet: ask again
   * with the key among `refused`, so that the refusal has a cell to be counted in.
   */
  readonly outcomes: (reply: readonly number[]) => (DecideOutcome | undefined)[];
}

/** An entry in its batch. Cells are told by their number, NONE for none. */
interface Row {
  readonly entry: DecideEntry;
  /** Where its numbers begin in the reply. */
  readonly replyAt: number;
  readonly decided: number;
  readonly limited: number;
  readonly ip: number;
  readonly ua: number;
  /** Where it has a quota or a burst to take from or wants a lease. */
  readonly more: DecideMore | undefined;
}

/** Numbers of the reply per entry, and per entry with a quota, a burst or a lease. */
const REPLY_NUMBERS = 4;
const REPLY_NUMBERS_MORE = 7;

/**
 * Lays out a batch for Lua: distinct keys, limits and cells once, entries as numbers that point at them. Cells for refusals
 * are named for the keys in `refused` only: they would double what is sent, and few keys are refused.
 */
export function buildBatch(input: BatchInput & { readonly refused: ReadonlySet<string> }): DecideBatch {
  const { generation, keys, shard, nowMs, refused } = input;
  const member = encodeMember(generation.source, slotOf(nowMs, nowMs));
  const layout = createLayout({ keys, shard, known: generation.cells.get(member) });
  const entries: (string | number)[] = [];
  let replyAt = 0;
  const rows = input.entries.map((entry) => {
    const takes = entry.code === 'VALID';
    const more = moreOf(entry, layout, input);
    const row = {
      entry,
      replyAt,
      decided: layout.decisionAt(entry, entry.code),
      limited: takes && refused.has(entry.keyId) ? layout.decisionAt(entry, 'RATE_LIMITED') : NONE,
      ip: layout.sourceAt(entry, 'ip', entry.ip),
      ua: layout.sourceAt(entry, 'ua', entry.userAgent),
      more,
    };
    replyAt += more === undefined ? REPLY_NUMBERS : REPLY_NUMBERS_MORE;
    const key = layout.keyAt(entry);
    const limit = takes ? layout.limitAt(entry.rateLimit, entry.cost) : NONE;
    entries.push(more === undefined ? key : -key, row.decided, limit, row.limited, row.ip, row.ua);
    if (more !== undefined) entries.push(...more.numbers);
    return row;
  });
  const { versions, limits, values, fields } = layout;
  return {
    keys: [keys.sequence(shard), keys.dirty(shard), keys.cells(shard, member), ...layout.names()],
    args: [member, JSON.stringify({ now: nowMs, versions, limits, values, entries }), ...fields],
    settle: (reply) => {
      for (const [cell, n] of countRows(rows, reply)) {
        const at = cell - 1;
        acknowledge(generation, member, fields[at] ?? '', (values[at] ?? 0) + n);
      }
    },
    outcomes: (reply) => rows.map((row) => readOutcome(row.entry, row.more, reply, row.replyAt, input)),
  };
}

/** What a reply counted, by cell. */
function countRows(rows: readonly Row[], reply: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (cell: number, by: number) => cell !== NONE && counts.set(cell, (counts.get(cell) ?? 0) + by);
  for (const row of rows) {
    const outcome = reply[row.replyAt] ?? -1;
    if (outcome < 0) continue;
    count(cellOf(row, outcome), 1);
    count(row.ip, 1);
    count(row.ua, 1);
    if (outcome === 1 && row.more !== undefined) count(row.more.units, row.entry.cost);
  }
  return counts;
}

function cellOf({ decided, limited, more }: Row, outcome: number): number {
  if (outcome === 1) return decided;
  if (outcome === 0 || more === undefined) return limited;
  return outcome === 2 ? more.exceeded : more.concurrencyLimited;
}
