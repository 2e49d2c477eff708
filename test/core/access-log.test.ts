import { describe, expect, it } from 'vitest';
import { parseLogLine } from '../../src/core/access-log.ts';

const COMMON = '192.0.2.7 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif?size=2 HTTP/1.0" 200 2326';

describe('a line of an access log', () => {
  it('is read in the common format, its query string cut and its time in UTC', () => {
    expect(parseLogLine(COMMON)).toEqual({
      address: '192.0.2.7',
      at: Date.UTC(2000, 9, 10, 20, 55, 36),
      endpoint: '/apache_pb.gif',
      status: 200,
      bytes: 2326,
      userAgent: undefined,
    });
  });

  it('is read in the combined format', () => {
    const line = `${COMMON} "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"`;
    expect(parseLogLine(line)?.userAgent).toBe('Mozilla/4.08 [en] (Win98; I ;Nav)');
  });

  it('is read although its last quote is missing', () => {
    expect(parseLogLine(`${COMMON} "-" "Mozilla/5.0 (cut`)?.userAgent).toBe('Mozilla/5.0 (cut');
  });

  it('has no bytes where the log says so with a dash', () => {
    expect(parseLogLine(COMMON.replace('2326', '-'))?.bytes).toBe(0);
  });

  it('keeps a request that is none as the endpoint', () => {
    expect(parseLogLine(COMMON.replace(/"GET.*?"/, '"\\x16\\x03"'))?.endpoint).toBe('\\x16\\x03');
  });

  it.each(['', 'hello', '{"level":"info"}', COMMON.replace('Oct', 'Okt')])('is told from %j', (line) => {
    expect(parseLogLine(line)).toBeUndefined();
  });
});
