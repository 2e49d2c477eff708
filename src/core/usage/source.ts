/** The source of rows that are sums over the cells of all sources. */
export const SUM_SOURCE = '00000000-0000-0000-0000-000000000000';

const HEX = 16;
const TAIL_DIGITS = 8;

/**
 * The source under which a day keeps what one source saw in one unix quarter of an hour: a day holds many of them, and
 * each needs a row of its own to stay absolute. Different for each quarter, and the same when asked again.
 */
export function sourceOfQuarter(source: string, quarter: number): string {
  const tail = (Number.parseInt(source.slice(-TAIL_DIGITS), HEX) ^ quarter) >>> 0;
  return source.slice(0, -TAIL_DIGITS) + tail.toString(HEX).padStart(TAIL_DIGITS, '0');
}
