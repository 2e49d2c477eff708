import {
  type Cell,
  DAY_MS,
  HOUR_GRAIN_DAYS,
  HOUR_MS,
  type Slot,
  slotStartMs,
  type UnknownCell,
} from '../core/usage/cell.ts';
import { measuredDecision } from '../core/usage/measure.ts';
import { sourceOfQuarter } from '../core/usage/source.ts';
import type { CellValue, DirtyCells } from '../counters/cells.ts';
import type { UnknownKeyRow } from '../storage/unknown-keys.ts';
import type { SeenRow, UsageRow } from '../storage/usage-roll-up.ts';

/** Cells on their way to Postgres, by the table they belong to; each list is sorted by primary key without repeats. */
export interface CellRows {
  readonly usageMinutes: readonly UsageRow[];
  readonly usageHours: readonly UsageRow[];
  readonly seenMinutes: readonly SeenRow[];
  readonly seenHours: readonly SeenRow[];
  readonly unknownMinutes: readonly UnknownKeyRow[];
  readonly dirtyHours: readonly { readonly workspaceId: string; readonly at: number }[];
  /** The last minute in which each key was used. */
  readonly uses: readonly { readonly keyId: string; readonly at: number }[];
}

/** Gathers cells until they are worth a transaction. */
export interface CellGatherer {
  /** Adds cells and returns how many of them no table can hold: those are lost. */
  add(cells: DirtyCells, values: readonly CellValue[], nowMs: number): number;
  readonly size: number;
  rows(): CellRows;
}

/** Opens an empty gatherer. A cell given twice counts once, with its larger value. */
export function createCellGatherer(): CellGatherer {
  const usage: Record<Slot['grain'], UsageRow[]> = { minute: [], quarter: [] };
  const seen: Record<Slot['grain'], SeenRow[]> = { minute: [], quarter: [] };
  const unknown: UnknownKeyRow[] = [];
  const dirty = new Map<number, Set<string>>();
  const uses = new Map<string, number>();

  const put = ({ source, slot }: DirtyCells, at: number, cell: Counted, n: number) => {
    const { workspaceId, keyId } = cell;
    if (cell.kind === 'usage') {
      const { serverId, endpoint, measure } = cell;
      usage[slot.grain].push({ workspaceId, keyId, at, serverId, endpoint, measure, source, n });
      if (measuredDecision(measure) !== undefined) uses.set(keyId, Math.max(at, uses.get(keyId) ?? at));
      return;
    }
    const from = slot.grain === 'quarter' ? sourceOfQuarter(source, slot.at) : source;
    seen[slot.grain].push({ workspaceId, keyId, at, kind: cell.kind, value: cell.value, source: from, n });
  };

  return {
    add: (cells, values, nowMs) => {
      if (!isStorableSlot(cells, nowMs)) return values.length;
      const at = slotStartMs(cells.slot);
      const hour = Math.floor(at / HOUR_MS);
      const workspaces = dirty.get(hour) ?? new Set<string>();
      let unfit = 0;
      for (const [cell, n] of values) {
        if (!isStorable(cell) || !Number.isSafeInteger(n) || n < 0) unfit += 1;
        else if (cell.kind === 'unknown') {
          unknown.push({ workspaceId: cell.workspaceId, at, source: cells.source, n });
        } else {
          workspaces.add(cell.workspaceId);
          put(cells, at, cell, n);
        }
      }
      if (workspaces.size > 0) dirty.set(hour, workspaces);
      return unfit;
    },
    get size() {
      const ofKeys = usage.minute.length + usage.quarter.length + seen.minute.length + seen.quarter.length;
      return ofKeys + unknown.length;
    },
    rows: () => ({
      usageMinutes: inOrder(usage.minute, compareUsage),
      usageHours: inOrder(usage.quarter, compareUsage),
      seenMinutes: inOrder(seen.minute, compareSeen),
      seenHours: inOrder(seen.quarter, compareSeen),
      unknownMinutes: inOrder(unknown, compareUnknown),
      dirtyHours: sortedHours(dirty),
      uses: [...uses].map(([keyId, at]) => ({ keyId, at })),
    }),
  };
}

/** What a key is counted by. */
type Counted = Exclude<Cell, UnknownCell>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MEASURE_MAX = 32_767;
/** Bytes of a text that still fits into an index entry beside the other columns. */
const TEXT_BYTES_MAX = 1_024;

function isStorableSlot({ source, slot }: DirtyCells, nowMs: number): boolean {
  const at = slotStartMs(slot);
  return UUID.test(source) && at <= nowMs + DAY_MS && at >= nowMs - (HOUR_GRAIN_DAYS + 2) * DAY_MS;
}

function isStorable(cell: Cell): boolean {
  if (!UUID.test(cell.workspaceId)) return false;
  if (cell.kind === 'unknown') return true;
  if (!UUID.test(cell.keyId)) return false;
  if (cell.kind !== 'usage') return isStorableText(cell.value);
  return UUID.test(cell.serverId) && cell.measure <= MEASURE_MAX && isStorableText(cell.endpoint);
}

function isStorableText(text: string): boolean {
  return !text.includes('\0') && Buffer.byteLength(text) <= TEXT_BYTES_MAX;
}

/** Sorts rows; of those with the same key the one with the largest value stays. */
function inOrder<Row extends { readonly n: number }>(
  rows: Row[],
  compare: (a: Row, b: Row) => number,
): readonly Row[] {
  const kept: Row[] = [];
  let last: Row | undefined;
  for (const row of rows.sort((a, b) => compare(a, b) || b.n - a.n)) {
    if (last === undefined || compare(last, row) !== 0) kept.push(row);
    last = row;
  }
  return kept;
}

function compareUsage(a: UsageRow, b: UsageRow): number {
  return (
    compareOwner(a, b) ||
    compareText(a.serverId, b.serverId) ||
    compareText(a.endpoint, b.endpoint) ||
    a.measure - b.measure ||
    compareText(a.source, b.source)
  );
}

function compareSeen(a: SeenRow, b: SeenRow): number {
  return (
    compareOwner(a, b) ||
    compareText(a.kind, b.kind) ||
    compareText(a.value, b.value) ||
    compareText(a.source, b.source)
  );
}

function compareUnknown(a: UnknownKeyRow, b: UnknownKeyRow): number {
  return a.at - b.at || compareText(a.workspaceId, b.workspaceId) || compareText(a.source, b.source);
}

interface Owned {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly at: number;
}

function compareOwner(a: Owned, b: Owned): number {
  return compareText(a.workspaceId, b.workspaceId) || compareText(a.keyId, b.keyId) || a.at - b.at;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function sortedHours(dirty: ReadonlyMap<number, ReadonlySet<string>>): { workspaceId: string; at: number }[] {
  return [...dirty]
    .flatMap(([hour, workspaces]) =>
      [...workspaces].map((workspaceId) => ({ workspaceId, at: hour * HOUR_MS })),
    )
    .sort((a, b) => (a.workspaceId === b.workspaceId ? a.at - b.at : a.workspaceId < b.workspaceId ? -1 : 1));
}
