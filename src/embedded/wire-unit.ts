/**
 * What a Postgres client sent, cut where Postgres answers. A `batch` is whole messages up to one that asks for an
 * answer; `settled` says that the answer ends in ReadyForQuery, so nothing of the client is half done after it.
 */
export type WireUnit =
  | { kind: 'encryption' | 'cancel' | 'end' }
  | { kind: 'startup' | 'password'; bytes: Buffer }
  | { kind: 'batch'; frames: Buffer[]; settled: boolean };

const LENGTH_MAX = 2 ** 30;
const PROTOCOL_MAJOR = 3;
const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const SETTLING = new Set(['Q', 'S', 'F']);
const ANSWERED = new Set([...SETTLING, 'H', 'd', 'c', 'f']);

/**
 * Makes a reader that takes a client's bytes as they arrive and returns the units they complete. The reader throws on
 * bytes that are no Postgres protocol 3.
 */
export function createUnitReader(): (chunk: Buffer) => WireUnit[] {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = 0;
  let started = false;
  let batch: Buffer[] = [];

  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return [];
    const units: WireUnit[] = [];
    let rest = Buffer.concat(chunks);
    for (;;) {
      const length = frameLength(rest, started);
      if (rest.length < length) {
        needed = length;
        break;
      }
      const unit = started ? readMessage(rest.subarray(0, length)) : readOpening(rest.subarray(0, length));
      if (unit) units.push(unit);
      rest = rest.subarray(length);
    }
    chunks = [rest];
    size = rest.length;
    return units;
  };

  function readOpening(frame: Buffer): WireUnit {
    const code = frame.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption' };
    if (code === CANCEL_REQUEST) return { kind: 'cancel' };
    if (code >> 16 !== PROTOCOL_MAJOR) throw new Error(`protocol ${code >> 16} is not Postgres protocol 3`);
    started = true;
    return { kind: 'startup', bytes: frame };
  }

  function readMessage(frame: Buffer): WireUnit | undefined {
    const type = frame.toString('latin1', 0, 1);
    if (type === 'X') return { kind: 'end' };
    if (type === 'p') return { kind: 'password', bytes: frame };
    batch.push(frame);
    if (!ANSWERED.has(type)) return undefined;
    const frames = batch;
    batch = [];
    return { kind: 'batch', frames, settled: SETTLING.has(type) };
  }
}

/** The length of the first frame, or of its header while that is incomplete. */
function frameLength(bytes: Buffer, started: boolean): number {
  const header = started ? 5 : 8;
  if (bytes.length < header) return header;
  const length = started ? bytes.readInt32BE(1) + 1 : bytes.readInt32BE(0);
  if (length < header || length > LENGTH_MAX) throw new Error(`a Postgres message of ${length} bytes`);
  return length;
}
