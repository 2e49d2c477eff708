import { DECISION_CODES } from '../decision.ts';
import { DAY_MS } from './cell.ts';
import {
  BYTES_MAX,
  COUNT_MAX,
  ENDPOINT_MAX,
  isKeyId,
  SERVER_MAX,
  USER_AGENT_MAX,
  type UsageEvent,
} from './event.ts';
import {
  BRACE,
  BRACE_END,
  COMMA,
  closingQuote,
  NONE,
  type Part,
  partOf,
  QUOTE,
  type ScanText,
  skipSpaces,
  standsAt,
} from './scan-text.ts';

/** An event as it was scanned: its numbers, and where its texts begin and end, both 0 where it has none. */
export interface EventScan {
  at: number;
  requests: number;
  decision: UsageEvent['decision'];
  status: number | undefined;
  latencyMs: number | undefined;
  bytes: number | undefined;
  /** Where 36 bytes stand of which nobody knows yet that they are a key's id. */
  keyIdFrom: number;
  serverFrom: number;
  serverEnd: number;
  endpointFrom: number;
  endpointEnd: number;
  userAgentFrom: number;
  userAgentEnd: number;
}

export const KEY_ID_LENGTH = 36;

/** Opens an empty scan, to be filled by one event after the other. */
export function createEventScan(): EventScan {
  return {
    at: 0,
    requests: 0,
    decision: 'VALID',
    status: undefined,
    latencyMs: undefined,
    bytes: undefined,
    keyIdFrom: 0,
    serverFrom: 0,
    serverEnd: 0,
    endpointFrom: 0,
    endpointEnd: 0,
    userAgentFrom: 0,
    userAgentEnd: 0,
  };
}

/**
 * Scans the event that begins at `from`, and answers where it ends, or NONE where it is not plain. A third of what JSON.parse
 * and a look at each value cost, and never more lenient than `parseUsageEvent`, given that what stands for the key's id is
 * one. Not plain is an event with an escape, a character beyond ASCII, an address, a time as text, an exponent, a name twice,
 * or anything else that is rare or wrong.
 */
export function scanEvent(text: ScanText, from: number, into: EventScan): number {
  const { bytes } = text;
  if (bytes[from] !== BRACE) return NONE;
  clear(into);
  let seen = 0;
  let at = from;
  do {
    at = skipSpaces(text, at + 1);
    const field = fieldAt(text, at);
    if (field === undefined || (seen & field.bit) !== 0) return NONE;
    seen |= field.bit;
    at = skipSpaces(text, at + field.opening.length);
    at = field.isText ? takeText(text, at, field.bit, into) : takeNumber(text, at, field.bit, into);
  } while (bytes[at] === COMMA);
  return bytes[at] === BRACE_END && (seen & NEEDED) === NEEDED ? at + 1 : NONE;
}

/** Makes the event of a scan, undefined where its key's id is none. */
export function readScan({ bytes }: ScanText, scan: EventScan): UsageEvent | undefined {
  const { at, requests, decision, status, latencyMs } = scan;
  const keyId = bytes.toString('latin1', scan.keyIdFrom, scan.keyIdFrom + KEY_ID_LENGTH);
  if (!isKeyId(keyId)) return undefined;
  const textOf = (from: number, end: number) =>
    from === 0 ? undefined : bytes.toString('latin1', from, end);
  const server = textOf(scan.serverFrom, scan.serverEnd);
  const endpoint = textOf(scan.endpointFrom, scan.endpointEnd) ?? '';
  const userAgent = textOf(scan.userAgentFrom, scan.userAgentEnd);
  return { keyId, at, server, endpoint, requests, decision, status, latencyMs, bytes: scan.bytes, userAgent };
}

const [KEY_ID, SERVER, ENDPOINT, DECISION, USER_AGENT] = [1, 2, 4, 8, 16];
const [AT, REQUESTS, STATUS, LATENCY, BYTES] = [32, 64, 128, 256, 512];
const NEEDED = KEY_ID | AT;

/** A name that a plain event may hold. */
interface Field {
  readonly bit: number;
  readonly isText: boolean;
  /** The name as it is written, with its quotes and the colon. */
  readonly opening: Part;
}

const field = (name: keyof UsageEvent, bit: number): Field => ({
  bit,
  isText: bit < AT,
  opening: partOf(Buffer.from(`"${name}":`)),
});
const FIELDS = [
  field('keyId', KEY_ID),
  field('server', SERVER),
  field('endpoint', ENDPOINT),
  field('decision', DECISION),
  field('userAgent', USER_AGENT),
  field('at', AT),
  field('requests', REQUESTS),
  field('status', STATUS),
  field('latencyMs', LATENCY),
  field('bytes', BYTES),
];
/** By the first letter of their names, which two have in common at most. */
const FIELDS_OF_LETTER = Array.from({ length: 256 }, (_, letter) =>
  FIELDS.filter(({ opening }) => opening.bytes[1] === letter),
);

const DECISIONS = new Map<string, UsageEvent['decision']>(DECISION_CODES.map((code) => [code, code]));

/** The field whose name stands at a place. */
function fieldAt(text: ScanText, from: number): Field | undefined {
  const fields = FIELDS_OF_LETTER[text.bytes[from + 1] ?? 0] ?? [];
  const [first, second] = fields;
  if (first !== undefined && standsAt(text, from, first.opening)) return first;
  return second !== undefined && standsAt(text, from, second.opening) ? second : undefined;
}

/** Notes a text that begins at a quote; answers where it ends, NONE where it is out of order. */
function takeText(text: ScanText, from: number, bit: number, into: EventScan): number {
  const { bytes } = text;
  const first = from + 1;
  if (bit === KEY_ID) {
    // Whoever knows the key compares all of it, and whoever does not looks at it.
    into.keyIdFrom = first;
    const end = first + KEY_ID_LENGTH;
    return bytes[from] === QUOTE && bytes[end] === QUOTE ? end + 1 : NONE;
  }
  const end = closingQuote(text, from);
  if (end === NONE) return NONE;
  if (bit === ENDPOINT) {
    into.endpointFrom = first;
    into.endpointEnd = end;
    return end - first <= ENDPOINT_MAX ? end + 1 : NONE;
  }
  if (bit === SERVER) {
    into.serverFrom = first;
    into.serverEnd = end;
    return end - first <= SERVER_MAX ? end + 1 : NONE;
  }
  if (bit === USER_AGENT) {
    into.userAgentFrom = first;
    into.userAgentEnd = end;
    return end - first <= USER_AGENT_MAX ? end + 1 : NONE;
  }
  const decision = DECISIONS.get(bytes.toString('latin1', first, end));
  into.decision = decision ?? 'VALID';
  return decision === undefined ? NONE : end + 1;
}

const [ZERO, NINE, POINT] = [0x30, 0x39, 0x2e];
/** So many are exact in a double. */
const DIGITS_MAX = 15;

/** Notes a number; answers where it ends, NONE where it is out of order. */
function takeNumber(text: ScanText, from: number, bit: number, into: EventScan): number {
  const { bytes } = text;
  let value = 0;
  let at = from;
  for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[at] ?? 0) {
    value = value * 10 + (byte - ZERO);
    at += 1;
  }
  const digits = at - from;
  if (digits === 0 || digits > DIGITS_MAX || (digits > 1 && bytes[from] === ZERO)) return NONE;
  if (bit === LATENCY) return takeLatency(text, from, value, at, into);
  return noteWhole(value, bit, into) ? at : NONE;
}

function noteWhole(value: number, bit: number, into: EventScan): boolean {
  switch (bit) {
    case AT:
      into.at = value;
      return true;
    case REQUESTS:
      into.requests = value;
      return value <= COUNT_MAX;
    case STATUS:
      into.status = value;
      return value >= 100 && value <= 599;
    default:
      into.bytes = value;
      return value <= BYTES_MAX;
  }
}

/** Notes a latency, which alone may have a fraction: `whole` is what stands before its point, at `pointAt`. */
function takeLatency(
  { bytes }: ScanText,
  from: number,
  whole: number,
  pointAt: number,
  into: EventScan,
): number {
  into.latencyMs = whole;
  if (bytes[pointAt] !== POINT) return whole <= DAY_MS ? pointAt : NONE;
  let at = pointAt + 1;
  for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[at] ?? 0) at += 1;
  if (at === pointAt + 1) return NONE;
  into.latencyMs = Number(bytes.toString('latin1', from, at));
  return into.latencyMs <= DAY_MS ? at : NONE;
}

function clear(into: EventScan): void {
  into.requests = 0;
  into.decision = 'VALID';
  into.status = undefined;
  into.latencyMs = undefined;
  into.bytes = undefined;
  into.serverFrom = 0;
  into.serverEnd = 0;
  into.endpointFrom = 0;
  into.endpointEnd = 0;
  into.userAgentFrom = 0;
  into.userAgentEnd = 0;
}
