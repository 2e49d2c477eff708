import { type DetectorState, HEADER_BYTES, STATE_BYTES, stateOver } from './state.ts';

/** Raised whenever the meaning of a stored state changes: what is older is learnt anew from readings. */
export const STATE_VERSION = 2;

/** Writes a state without loss: the decoded one gives the same results. */
export function encodeState({
  minutes,
  single,
  codes,
  bytes: small,
}: DetectorState): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(STATE_BYTES);
  let at = HEADER_BYTES;
  for (const part of [minutes, single, codes, small]) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, STATE_VERSION);
  view.setUint32(4, checksumOf(bytes));
  return bytes;
}

/** Reads a state; undefined where the bytes are of another version or damaged. */
export function decodeState(bytes: Uint8Array): DetectorState | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(4) !== checksumOf(bytes)) return undefined;
  if (view.getUint32(0) !== STATE_VERSION || bytes.length !== STATE_BYTES) return undefined;
  return stateOver(Uint8Array.from(bytes).buffer, 0);
}

/** FNV-1a over all but the header. */
function checksumOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = HEADER_BYTES; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 0;
}
