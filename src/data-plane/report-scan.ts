import {
  BRACE,
  BRACE_END,
  BRACKET,
  BRACKET_END,
  COMMA,
  closingQuote,
  NONE,
  partOf,
  type ScanText,
  skipSpaces,
  standsAt,
} from '../core/usage/scan-text.ts';
import { USAGE_BODY } from './schemas.ts';

const BATCH_ID = partOf(Buffer.from('"batchId":'));
const EVENTS = partOf(Buffer.from('"events":'));
const { batchId, events } = USAGE_BODY.properties;

/** What a plain report holds besides its events. */
export interface ScannedReport {
  readonly batchId: string | undefined;
}

/**
 * Scans a report of `length` bytes, of which nothing may be out of order; undefined where it is not plain. `scan` is called
 * where each event begins, and answers where it ends, or NONE where all is to be left. Never more lenient than USAGE_BODY.
 */
export function scanReport(
  text: ScanText,
  length: number,
  scan: (from: number) => number,
): ScannedReport | undefined {
  const { bytes } = text;
  let id: string | undefined;
  let hasEvents = false;
  let at = skipSpaces(text, 0);
  if (bytes[at] !== BRACE) return undefined;
  do {
    at = skipSpaces(text, at + 1);
    if (!hasEvents && standsAt(text, at, EVENTS)) {
      at = scanEvents(text, skipSpaces(text, at + EVENTS.length), scan);
      hasEvents = true;
    } else if (id === undefined && standsAt(text, at, BATCH_ID)) {
      const from = skipSpaces(text, at + BATCH_ID.length);
      const end = closingQuote(text, from);
      if (end - from < 2 || end - from - 1 > batchId.maxLength) return undefined;
      id = bytes.toString('latin1', from + 1, end);
      at = end + 1;
    } else return undefined;
  } while (bytes[at] === COMMA);
  return hasEvents && bytes[at] === BRACE_END && at + 1 === length ? { batchId: id } : undefined;
}

/** Answers where the list ends, NONE where it is not plain. */
function scanEvents(text: ScanText, from: number, scan: (from: number) => number): number {
  if (text.bytes[from] !== BRACKET) return NONE;
  let at = from;
  let count = 0;
  do {
    at = scan(skipSpaces(text, at + 1));
    count += 1;
  } while (text.bytes[at] === COMMA);
  return text.bytes[at] === BRACKET_END && count <= events.maxItems ? at + 1 : NONE;
}
