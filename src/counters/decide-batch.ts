import { slotOf } from '../core/usage/cell.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import { type BatchInput, type BatchLayout, createLayout, NO_CELL } from './decide-layout.ts';
import { type DecideMore, moreOf } from './decide-more.ts';
import { readOutcome } from './decide-reply.ts';
import { acknowledge } from './ledger.ts';
import { encodeMember } from './redis-keys.ts';

/** The arguments of `decide-batch-n.lua`, and how to note and read its answer. */
export interface DecideBatch {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
  readonly settle: (reply: readonly number[]) => void;
  /** What became of the entries, in their order. */
  readonly outcomes: (reply: readonly number[]) => DecideOutcome[];
}

/** An entry in its batch. Cells are told by their number, 0 for none. */
interface Row {
  readonly entry: DecideEntry;
  /** Where its numbers begin in the reply. */
  readonly replyAt: number;
  readonly decided: number;
  readonly limited: number;
  readonly ip: number;
  readonly ua: number;
  /** Where it has a quota to take from or wants a lease. */
  readonly more: DecideMore | undefined;
}

/** Numbers of the reply per entry, and per entry with a quota or a lease. */
const REPLY_NUMBERS = 4;
const REPLY_NUMBERS_MORE = 6;

/** Lays out a batch for Lua: distinct keys and cells once, entries as numbers that point at them. */
export function buildBatch(input: BatchInput): DecideBatch {
  const { generation, keys, shard, nowMs } = input;
  const member = encodeMember(generation.source, slotOf(nowMs, nowMs));
  const layout = createLayout({ keys, shard, known: generation.cells.get(member) });
  const entryArgs: (string | number)[] = [];
  let replyAt = 0;
  const rows = input.entries.map((entry) => {
    const row = rowOf(entry, replyAt, layout, input);
    replyAt += row.more === undefined ? REPLY_NUMBERS : REPLY_NUMBERS_MORE;
    pushRow(entryArgs, row, layout.keyAt(entry));
    return row;
  });
  return {
    keys: [keys.sequence(shard), keys.dirty(shard), keys.cells(shard, member), ...layout.names()],
    args: [member, nowMs, ...layout.args(), ...entryArgs],
    settle: (reply) => {
      for (const [cell, n] of countRows(rows, reply)) {
        const { field, value } = layout.cell(cell);
        acknowledge(generation, member, field, value + n);
      }
    },
    outcomes: (reply) =>
      rows.map(({ entry, replyAt: at, more }) => readOutcome(entry, more, reply, at, input)),
  };
}

function rowOf(entry: DecideEntry, replyAt: number, layout: BatchLayout, input: BatchInput): Row {
  return {
    entry,
    replyAt,
    decided: layout.decisionAt(entry, entry.code),
    limited: entry.code === 'VALID' ? layout.decisionAt(entry, 'RATE_LIMITED') : NO_CELL,
    ip: layout.sourceAt(entry, 'ip', entry.ip),
    ua: layout.sourceAt(entry, 'ua', entry.userAgent),
    more: moreOf(entry, layout, input),
  };
}

function pushRow(args: (string | number)[], row: Row, key: number): void {
  const { limit, windowSeconds } = row.entry.rateLimit;
  const { decided, limited, ip, ua, more } = row;
  const sign = more === undefined ? 1 : -1;
  args.push(sign * key, decided, limited, limit, windowSeconds * 1_000, row.entry.cost, ip, ua);
  if (more !== undefined) args.push(...more.args);
}

/** What a reply counted, by cell. */
function countRows(rows: readonly Row[], reply: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (cell: number, by: number) =>
    cell !== NO_CELL && counts.set(cell, (counts.get(cell) ?? 0) + by);
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
