import { type Cell, DAY_MS, HOUR_GRAIN_DAYS, HOUR_MS, slotStartMs } from '../core/usage/cell.ts';
import { measuredDecision } from '../core/usage/measure.ts';
import { sourceOfHour } from '../core/usage/source.ts';
import type { CellValue, DirtyCells } from '../counters/cells.ts';
import type { SeenRow, UsageRow } from '../storage/usage-roll-up.ts';

/** Cells on their way to Postgres, by the table they belong to; each list is sorted by primary key without repeats. */
export interface CellRows {
  readonly usageMinutes: readonly UsageRow[];
  readonly usageHours: readonly UsageRow[];
  readonly seenMinutes: readonly SeenRow[];
  readonly seenHours: readonly SeenRow[];
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
  const usage = { minute: new Map<string, UsageRow>(), hour: new Map<string, UsageRow>() };
  const seen = { minute: new Map<string, SeenRow>(), hour: new Map<string, SeenRow>() };
  const dirty = new Map<number, Set<string>>();
  const uses = new Map<string, number>();
  const size = () => usage.minute.size + usage.hour.size + seen.minute.size + seen.hour.size;

  const put = ({ source, slot }: DirtyCells, at: number, cell: Cell, n: number) => {
    const { workspaceId, keyId } = cell;
    const owner = `${workspaceId}|${keyId}|${at}`;
    if (cell.kind === 'usage') {
      const { serverId, endpoint, measure } = cell;
      const name = `${owner}|${serverId}|${endpoint}|${measure}|${source}`;
      keepLarger(usage[slot.grain], name, { workspaceId, keyId, at, serverId, endpoint, measure, source, n });
      if (measuredDecision(measure) !== undefined) uses.set(keyId, Math.max(at, uses.get(keyId) ?? at));
      return;
    }
    const { kind, value } = cell;
    const from = slot.grain === 'hour' ? sourceOfHour(source, slot.at) : source;
    const name = `${owner}|${kind}|${value}|${from}`;
    keepLarger(seen[slot.grain], name, { workspaceId, keyId, at, kind, value, source: from, n });
  };

  return {
    add: (cells, values, nowMs) => {
      if (!isStorableSlot(cells, nowMs)) return values.length;
      const fitting = values.filter(([cell, n]) => isStorable(cell) && Number.isSafeInteger(n) && n >= 0);
      const at = slotStartMs(cells.slot);
      const hour = Math.floor(at / HOUR_MS);
      const workspaces = dirty.get(hour) ?? new Set<string>();
      for (const [cell, n] of fitting) {
        workspaces.add(cell.workspaceId);
        put(cells, at, cell, n);
      }
      if (workspaces.size > 0) dirty.set(hour, workspaces);
      return values.length - fitting.length;
    },
    get size() {
      return size();
    },
    rows: () => ({
      usageMinutes: sorted(usage.minute),
      usageHours: sorted(usage.hour),
      seenMinutes: sorted(seen.minute),
      seenHours: sorted(seen.hour),
      dirtyHours: sortedHours(dirty),
      uses: [...uses].map(([keyId, at]) => ({ keyId, at })),
    }),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MEASURE_MAX = 32_767;
/** Bytes of a text that still fits into an index entry beside the other columns. */
const TEXT_BYTES_MAX = 1_024;

function isStorableSlot({ source, slot }: DirtyCells, nowMs: number): boolean {
  const at = slotStartMs(slot);
  return UUID.test(source) && at <= nowMs + DAY_MS && at >= nowMs - (HOUR_GRAIN_DAYS + 2) * DAY_MS;
}

function isStorable(cell: Cell): boolean {
  if (!UUID.test(cell.workspaceId) || !UUID.test(cell.keyId)) return false;
  if (cell.kind !== 'usage') return isStorableText(cell.value);
  return UUID.test(cell.serverId) && cell.measure <= MEASURE_MAX && isStorableText(cell.endpoint);
}

function isStorableText(text: string): boolean {
  return !text.includes('\0') && Buffer.byteLength(text) <= TEXT_BYTES_MAX;
}

function keepLarger<Row extends { readonly n: number }>(
  rows: Map<string, Row>,
  name: string,
  row: Row,
): void {
  if (row.n >= (rows.get(name)?.n ?? 0)) rows.set(name, row);
}

function sorted<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function sortedHours(dirty: ReadonlyMap<number, ReadonlySet<string>>): { workspaceId: string; at: number }[] {
  return [...dirty]
    .flatMap(([hour, workspaces]) =>
      [...workspaces].map((workspaceId) => ({ workspaceId, at: hour * HOUR_MS })),
    )
    .sort((a, b) => (a.workspaceId === b.workspaceId ? a.at - b.at : a.workspaceId < b.workspaceId ? -1 : 1));
}
