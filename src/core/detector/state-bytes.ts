import { AT, CLOCK, type DetectorState, SEASON } from './state.ts';

/** Raised whenever the meaning of a stored state changes; older states are built anew from the stored minutes. */
export const STATE_VERSION = 1;

const SINGLE_BYTES = AT.end * Float64Array.BYTES_PER_ELEMENT;
const SEASON_BYTES = SEASON.end * Uint16Array.BYTES_PER_ELEMENT;
/** Version and checksum. */
const HEADER_BYTES = 8;

/** The size of every encoded state. */
export const STATE_BYTES = HEADER_BYTES + SINGLE_BYTES + SEASON_BYTES + SEASON.end + CLOCK.end;

/** Writes a state without loss: the decoded one gives the same results. */
export function encodeState({ single, season, visits, clock }: DetectorState): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(STATE_BYTES);
  let at = HEADER_BYTES;
  for (const part of [single, season, visits, clock]) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, STATE_VERSION);
  view.setUint32(4, checksum(bytes));
  return bytes;
}

/** Reads a state; undefined where the bytes are of another version or damaged. */
export function decodeState(bytes: Uint8Array): DetectorState | undefined {
  if (bytes.length !== STATE_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== STATE_VERSION || view.getUint32(4) !== checksum(bytes)) return undefined;
  const copy = new Uint8Array(bytes).buffer;
  const seasonAt = HEADER_BYTES + SINGLE_BYTES;
  const visitsAt = seasonAt + SEASON_BYTES;
  return {
    single: new Float64Array(copy, HEADER_BYTES, AT.end),
    season: new Uint16Array(copy, seasonAt, SEASON.end),
    visits: new Uint8Array(copy, visitsAt, SEASON.end),
    clock: new Uint8Array(copy, visitsAt + SEASON.end, CLOCK.end),
  };
}

/** FNV-1a over all but the header. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = HEADER_BYTES; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 0;
}
