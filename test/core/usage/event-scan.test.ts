import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECISION_CODES } from '../../../src/core/decision.ts';
import { parseUsageEvent } from '../../../src/core/usage/event.ts';
import { createEventScan, readScan, scanEvent } from '../../../src/core/usage/event-scan.ts';
import { loadScanText, NONE, openScanText } from '../../../src/core/usage/scan-text.ts';

const KEY = '019aa000-0000-7000-8000-000000000001';
const NOW = Date.UTC(2026, 10, 21, 12);
const room = openScanText(100_000);
const scan = createEventScan();

/** The event of a text where it is plain. */
function readPlain(text: string) {
  const body = Buffer.from(text);
  loadScanText(room, body);
  return scanEvent(room, 0, scan) === body.length ? readScan(room, scan) : undefined;
}

const anything = fc.oneof(fc.jsonValue(), fc.integer(), fc.double(), fc.string());
const mostly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 40, arbitrary }, { weight: 1, arbitrary: anything });
const texts = (lengthMax: number) =>
  mostly(
    fc.oneof(
      { weight: 6, arbitrary: fc.string({ maxLength: 40 }) },
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('a'.repeat(lengthMax), 'a'.repeat(lengthMax + 1), '', '"', '\\', '\u007f', '\u0000'),
    ),
  );
const values = {
  keyId: mostly(
    fc.oneof(fc.uuid(), fc.constantFrom(KEY, KEY.toUpperCase(), KEY.slice(1), `"${KEY.slice(1)}`)),
  ),
  at: mostly(
    fc.oneof(fc.integer({ min: NOW - 1e9, max: NOW + 1e9 }), fc.constantFrom(0, 1e15, 8.64e15, -1, 1.5)),
  ),
  server: texts(64),
  endpoint: texts(1_024),
  requests: mostly(fc.oneof(fc.nat(), fc.constantFrom(1e9, 1e9 + 1, 0.5, -0))),
  decision: mostly(fc.constantFrom(...DECISION_CODES, 'valid', 'CONSTRUCTOR')),
  status: mostly(fc.oneof(fc.integer({ min: 90, max: 610 }), fc.constantFrom(100, 599))),
  latencyMs: mostly(
    fc.oneof(fc.double({ min: 0, max: 100 }), fc.constantFrom(86_400_000, 86_400_000.5, 86_400_001, 1e-9)),
  ),
  bytes: mostly(fc.oneof(fc.nat(), fc.constantFrom(1e11, 1e11 + 1))),
  ip: mostly(fc.ipV4()),
  userAgent: texts(1_024),
  colour: anything,
};

const NAMES = Object.keys(values) as (keyof typeof values)[];
const RARE: ReadonlySet<string> = new Set(['ip', 'colour']);

/** JSON of an event's fields in any order, sometimes a name twice, with or without spaces, sometimes damaged. */
const written = fc
  .record({
    values: fc.record(values),
    names: fc.shuffledSubarray(NAMES.filter((name) => !RARE.has(name))),
    more: fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      fc.shuffledSubarray(NAMES, { minLength: 1, maxLength: 1 }),
    ),
    separators: fc.constantFrom([',', ':'], [', ', ': '], [' ,', ' :'], [',\n', ':\t']),
    damage: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      fc.tuple(fc.nat(), fc.constantFrom('', '"', '}', ',', '0', '.', 'e1', '-', '\\', ' ', '\u0000')),
    ),
  })
  .map(({ values: given, names, more, separators: [comma, colon], damage }) => {
    const all = [...new Set<keyof typeof values>(['keyId', ...names, 'at']), ...more];
    const fields = all.map((name) => `"${name}"${colon}${JSON.stringify(given[name]) ?? 'null'}`);
    const text = `{${fields.join(comma)}}`;
    if (damage === undefined) return text;
    const at = damage[0] % text.length;
    return text.slice(0, at) + damage[1] + text.slice(at + 1);
  });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('the scan of an event', () => {
  it('accepts nothing that the schema refuses, and reads it alike', () => {
    let accepted = 0;
    fc.assert(
      fc.property(written, (text) => {
        const event = readPlain(text);
        if (event === undefined) return;
        accepted += 1;
        expect({ ...event }).toEqual(parseUsageEvent(parse(text)));
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  it.each([
    [
      'all that is plain',
      { keyId: KEY, at: NOW, server: 'crm', endpoint: '/a', requests: 3, decision: 'EXPIRED' },
    ],
    ['an outcome', { keyId: KEY, at: NOW, status: 502, latencyMs: 41.12345678901234, bytes: 1_200 }],
    ['a user agent', { keyId: KEY, at: NOW, userAgent: 'curl/8' }],
  ])('takes %s, with spaces and without', (_sentence, event) => {
    for (const text of [JSON.stringify(event), JSON.stringify(event).replaceAll(/([,:])"/g, '$1 "')]) {
      expect(readPlain(text)).toEqual(parseUsageEvent(event));
    }
  });

  it.each([
    ['an address', { keyId: KEY, at: NOW, ip: '192.0.2.1' }],
    ['a time as text', { keyId: KEY, at: '2026-11-21T12:00:00Z' }],
    ['an escape', { keyId: KEY, at: NOW, endpoint: 'a\nb' }],
    ['more than ASCII', { keyId: KEY, at: NOW, endpoint: 'ä' }],
  ])('leaves %s to the schema', (_sentence, event) => {
    const text = JSON.stringify(event);
    loadScanText(room, Buffer.from(text));
    expect(scanEvent(room, 0, scan)).toBe(NONE);
    expect(parseUsageEvent(event)).toMatchObject({ keyId: KEY });
  });

  it('reads nothing of the text before', () => {
    readPlain(JSON.stringify({ keyId: KEY, at: NOW, endpoint: '/a' }));
    expect(readPlain('{"keyId":"')).toBeUndefined();
    expect(readPlain(`{"keyId":"${KEY.slice(0, 8)}`)).toBeUndefined();
  });
});
