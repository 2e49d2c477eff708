/** Characters that Postgres cannot store or that break a terminal. */
const CONTROL = /\p{Cc}/gu;
/** What almost all texts are. */
const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * Makes a text from outside fit for a cell: control characters and lone surrogates become U+FFFD, and what exceeds
 * `bytesMax` in UTF-8 is cut (a Postgres index entry holds 2,704 bytes at most).
 */
export function cleanText(text: string, bytesMax: number): string {
  if (text.length <= bytesMax && PRINTABLE.test(text)) return text;
  const clean = text.toWellFormed().replace(CONTROL, '\ufffd');
  if (clean.length * 3 <= bytesMax) return clean;
  const bytes = Buffer.from(clean);
  if (bytes.length <= bytesMax) return clean;
  return bytes
    .subarray(0, bytesMax)
    .toString()
    .replace(/\ufffd+$/, '');
}
