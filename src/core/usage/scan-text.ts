/** A JSON text that is scanned where it came, by the byte and by words of four: no value of it costs an object. */
export interface ScanText {
  readonly bytes: Buffer;
  readonly words: DataView;
}

/** The bytes of a text that is looked for, ready to be compared by the word. */
export interface Part {
  readonly length: number;
  readonly bytes: Uint8Array;
  /** Little-endian; the last one overlaps the one before. None where there are fewer than four bytes. */
  readonly words: readonly number[];
}

/** What a scan answers where it finds nothing of what it looks for. */
export const NONE = -1;

export const [QUOTE, COMMA, BRACE, BRACE_END, BRACKET, BRACKET_END] = [0x22, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d];
const [SPACE, BACKSLASH, TILDE] = [0x20, 0x5c, 0x7e];

/** Zeros behind a text: whatever is scanned or compared ends there. */
const PADDING = 64;

/** Opens room for texts of up to so many bytes, one after the other. */
export function openScanText(bytesMax: number): ScanText {
  const memory = new ArrayBuffer(bytesMax + PADDING);
  return { bytes: Buffer.from(memory), words: new DataView(memory) };
}

/** Puts a text in the place of the one before. */
export function loadScanText({ bytes }: ScanText, body: Uint8Array): void {
  bytes.set(body);
  bytes.fill(0, body.length, body.length + PADDING);
}

/** Prepares a text to be looked for. */
export function partOf(bytes: Buffer): Part {
  const words: number[] = [];
  if (bytes.length >= 4) {
    for (let at = 0; at + 4 <= bytes.length; at += 4) words.push(bytes.readInt32LE(at));
    if (bytes.length % 4 > 0) words.push(bytes.readInt32LE(bytes.length - 4));
  }
  return { length: bytes.length, bytes, words };
}

/** Tells whether a part stands at a place; whatever follows it is not looked at. */
export function standsAt(text: ScanText, from: number, { length, bytes, words }: Part): boolean {
  if (length < 4) {
    for (let at = 0; at < length; at += 1) if (text.bytes[from + at] !== bytes[at]) return false;
    return true;
  }
  const last = length - 4;
  for (let word = 0; word < words.length; word += 1) {
    const at = word * 4;
    if (text.words.getInt32(from + (at < last ? at : last), true) !== words[word]) return false;
  }
  return true;
}

/** Passes over spaces. */
export function skipSpaces({ bytes }: ScanText, from: number): number {
  let at = from;
  while (bytes[at] === SPACE) at += 1;
  return at;
}

/** Where a text that begins behind `from`, at its opening quote, has its closing one; NONE where any of it is not plain ASCII. */
export function closingQuote({ bytes }: ScanText, from: number): number {
  if (bytes[from] !== QUOTE) return NONE;
  let at = from + 1;
  while (PLAIN[bytes[at] ?? 0] === 1) at += 1;
  return bytes[at] === QUOTE ? at : NONE;
}

/** 1 for what stands for itself in JSON. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= SPACE && byte <= TILDE && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);
