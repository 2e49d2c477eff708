/** The time span that a cell counts: a minute, or a quarter of an hour for what is backfilled beyond the minutes kept. */
export interface Slot {
  readonly grain: 'minute' | 'quarter';
  /** Unix minutes or unix quarters of an hour. */
  readonly at: number;
}

/** One counter, without its source and slot. */
export type Cell = UsageCell | SourceCell | UnknownCell;

export interface UsageCell {
  readonly kind: 'usage';
  readonly workspaceId: string;
  readonly keyId: string;
  /** NO_SERVER where the request named none. */
  readonly serverId: string;
  readonly endpoint: string;
  readonly measure: number;
}

/** How often a key was seen from an address or with a user agent. */
export interface SourceCell {
  readonly kind: 'ip' | 'ua';
  readonly workspaceId: string;
  readonly keyId: string;
  readonly value: string;
}

/** How often keys were presented that a workspace does not have. */
export interface UnknownCell {
  readonly kind: 'unknown';
  readonly workspaceId: string;
}

export const NO_SERVER = '00000000-0000-0000-0000-000000000000';

export const MINUTE_MS = 60_000;
/** A quarter of an hour: every offset of a time zone that is in use is made of these. */
export const QUARTER_MS = 900_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Minute rows are kept this long; older events are counted by the quarter of an hour. One day of the 7 kept is left as a margin. */
export const MINUTE_GRAIN_DAYS = 6;
/** Events older than this are refused: hour rows are not kept longer. */
export const HOUR_GRAIN_DAYS = 399;

/** The slot in which an event of a time is counted, both in Unix milliseconds. */
export function slotOf(atMs: number, nowMs: number): Slot {
  const horizon = Math.floor(nowMs / DAY_MS) * DAY_MS - MINUTE_GRAIN_DAYS * DAY_MS;
  return atMs >= horizon
    ? { grain: 'minute', at: Math.floor(atMs / MINUTE_MS) }
    : { grain: 'quarter', at: Math.floor(atMs / QUARTER_MS) };
}

/** Writes a cell as the field of a Redis hash. The free text stands last, so it may hold any character. */
export function encodeCell(cell: Cell): string {
  if (cell.kind === 'unknown') return `${UNKNOWN}${cell.workspaceId}`;
  return cell.kind === 'usage'
    ? `u|${cell.workspaceId}|${cell.keyId}|${cell.serverId}|${cell.measure}|${cell.endpoint}`
    : `${cell.kind}|${cell.workspaceId}|${cell.keyId}|${cell.value}`;
}

const UNKNOWN = 'unknown|';

const SOURCE_FIELD = /^(ip|ua)\|([0-9a-f-]{36})\|([0-9a-f-]{36})\|(.*)$/s;
const MEASURE = /^\d{1,5}$/;
/** Where the ids of a usage cell's field begin, each of 36 characters, and its measure. */
const [WORKSPACE_AT, KEY_AT, SERVER_AT, MEASURE_AT] = [2, 39, 76, 113];

/** Reads a field written by encodeCell, undefined for anything else; whether its ids are any is not looked at. */
export function decodeCell(field: string): Cell | undefined {
  if (field.startsWith('u|')) return decodeUsageCell(field);
  if (field.startsWith(UNKNOWN)) return { kind: 'unknown', workspaceId: field.slice(UNKNOWN.length) };
  const seen = SOURCE_FIELD.exec(field);
  if (seen === null) return undefined;
  const [, kind, workspaceId = '', keyId = '', value = ''] = seen;
  return { kind: kind === 'ip' ? 'ip' : 'ua', workspaceId, keyId, value };
}

/** By position: a pattern took three times as long, and a roller reads a million. */
function decodeUsageCell(field: string): UsageCell | undefined {
  const measureEnd = field.indexOf('|', MEASURE_AT);
  const measure = field.slice(MEASURE_AT, measureEnd);
  const isUsage = field[KEY_AT - 1] === '|' && field[SERVER_AT - 1] === '|' && field[MEASURE_AT - 1] === '|';
  if (!isUsage || measureEnd < 0 || !MEASURE.test(measure)) return undefined;
  return {
    kind: 'usage',
    workspaceId: field.slice(WORKSPACE_AT, KEY_AT - 1),
    keyId: field.slice(KEY_AT, SERVER_AT - 1),
    serverId: field.slice(SERVER_AT, MEASURE_AT - 1),
    measure: Number(measure),
    endpoint: field.slice(measureEnd + 1),
  };
}

/** Writes a slot as the last part of a Redis key, e.g. `m29500000`. */
export function encodeSlot(slot: Slot): string {
  return `${slot.grain === 'minute' ? 'm' : 'q'}${slot.at}`;
}

/** Reads a text written by encodeSlot, undefined for anything else. */
export function decodeSlot(text: string): Slot | undefined {
  const match = /^([mq])(\d+)$/.exec(text);
  if (match === null) return undefined;
  return { grain: match[1] === 'm' ? 'minute' : 'quarter', at: Number(match[2]) };
}

/** When a slot begins, in Unix milliseconds. */
export function slotStartMs(slot: Slot): number {
  return slot.at * (slot.grain === 'minute' ? MINUTE_MS : QUARTER_MS);
}
