import { type Cell, decodeCell, encodeCell, encodeSlot, type Slot, type UsageCell } from './cell.ts';

/** All that one source counts at one place, by measure. Stored as one text, so that a place costs one write. */
export interface Tally {
  /** What tells whose it is. */
  readonly owner: object;
  readonly field: string;
  /** The hash that it is in, by its name in the dirty index. */
  readonly member: string;
  /** By measure; only a place of usage has others than the first. */
  readonly counts: number[];
  /** Grows with each text that is written, so that of two texts the later one is known. */
  revision: number;
  /** Whether the call that is being made writes it. */
  isTouched: boolean;
}

/**
 * Where counts go that have their slot, key, server and endpoint in common, or their slot, key and address or user agent, or
 * (of unknown keys) their slot and workspace.
 */
export interface Place {
  /** Whose shard counts it: a key, or of unknown keys the workspace. */
  readonly keyId: string;
  readonly slotName: string;
  readonly field: string;
  /** The tally that its recorder opened last, so that it need not be looked for. Only the recorder touches it. */
  tally: Tally | undefined;
}

/** Names a place in its slot. Made once for many counts, as names cost to write. */
export function namePlace(slot: Slot, at: Omit<UsageCell, 'measure'> | Exclude<Cell, UsageCell>): Place {
  const field =
    at.kind === 'usage'
      ? `${USAGE}${at.workspaceId}|${at.keyId}|${at.serverId}|${at.endpoint}`
      : encodeCell(at);
  const keyId = at.kind === 'unknown' ? at.workspaceId : at.keyId;
  return { keyId, slotName: encodeSlot(slot), field, tally: undefined };
}

/**
 * Writes a tally, e.g. `7,0:120,90:119`: its revision, then each measure with its count. What has no measures is written as
 * its count. Either way the first number grows with every change, which `restore-cells-3.lua` goes by.
 */
export function encodeTally({
  field,
  counts,
  revision,
}: Pick<Tally, 'field' | 'counts' | 'revision'>): string {
  if (!field.startsWith(USAGE)) return String(bounded(counts[0] ?? 0));
  let text = String(revision);
  for (let measure = 0; measure < counts.length; measure += 1) {
    const n = counts[measure];
    if (n !== undefined && n > 0) text += (PREFIXES[measure] ?? `,${measure}:`) + bounded(n);
  }
  return text;
}

/** Reads the cells of a field written by namePlace or encodeCell; undefined where it is neither, or its text is none. */
export function decodeTally(field: string, text: string): (readonly [Cell, number])[] | undefined {
  if (!field.startsWith(USAGE)) {
    const cell = decodeCell(field);
    const n = Number(text);
    return cell === undefined || !Number.isSafeInteger(n) ? undefined : [[cell, n]];
  }
  const at = PLACE.exec(field)?.groups;
  const [, ...counts] = text.split(',');
  if (at === undefined || counts.length === 0 || !TALLY.test(text)) return undefined;
  const { workspaceId = '', keyId = '', serverId = '', endpoint = '' } = at;
  const cells: (readonly [Cell, number])[] = [];
  for (const count of counts) {
    const colon = count.indexOf(':');
    const n = Number(count.slice(colon + 1));
    if (!Number.isSafeInteger(n)) return undefined;
    const measure = Number(count.slice(0, colon));
    cells.push([{ kind: 'usage', workspaceId, keyId, serverId, endpoint, measure }, n]);
  }
  return cells;
}

const USAGE = 't|';
/** How the counts of measures begin: as they are written far more often than they are many. */
const PREFIXES = Array.from({ length: 256 }, (_, measure) => `,${measure}:`);
const PLACE =
  /^t\|(?<workspaceId>[0-9a-f-]{36})\|(?<keyId>[0-9a-f-]{36})\|(?<serverId>[0-9a-f-]{36})\|(?<endpoint>.*)$/s;
const TALLY = /^\d+(,\d{1,5}:\d+)+$/;

function bounded(n: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, n);
}
