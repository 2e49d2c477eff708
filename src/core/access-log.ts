/** One request of an access log. */
export interface LogLine {
  readonly address: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** The request's path without its query string, or the raw request where it is none. */
  readonly endpoint: string;
  readonly status: number;
  readonly bytes: number;
  readonly userAgent: string | undefined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * `address ident user [time] "request" status bytes`, and in the combined format `"referer" "user agent"`. The last
 * quote may be missing: real logs hold lines that were cut.
 */
const LINE =
  /^(\S+) .*?\[(\d{2})\/(\w{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(?: "(?:[^"\\]|\\.)*"(?: "((?:[^"\\]|\\.)*)"?)?)?/;

/** Reads a line of the Common or Combined Log Format, undefined for anything else. */
export function parseLogLine(line: string): LogLine | undefined {
  const match = LINE.exec(line);
  if (match === null) return undefined;
  const [, address = '', day, monthName = '', year, hour, minute, second, sign, zoneHour, zoneMinute] = match;
  const month = MONTHS.indexOf(monthName);
  if (month === -1) return undefined;
  const [request = '', status, bytes, userAgent] = match.slice(11);
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const zoneMs = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return {
    address,
    at: sign === '+' ? local - zoneMs : local + zoneMs,
    endpoint: endpointOf(request),
    status: Number(status),
    bytes: bytes === '-' ? 0 : Number(bytes),
    userAgent: userAgent === undefined || userAgent === '' || userAgent === '-' ? undefined : userAgent,
  };
}

function endpointOf(request: string): string {
  const [, target] = /^[A-Z]+ (\S+)/.exec(request) ?? [];
  return (target ?? request).split('?', 1)[0] ?? '';
}
