import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeKnownSources,
  encodeKnownSources,
  KNOWN_SOURCES_BYTES,
  newKnownSources,
  noteSources,
} from '../../../src/core/detector/known-sources.ts';

const ip = (value: string) => `ip ${value}`;
const ua = (value: string) => `ua ${value}`;

describe('the known sources of a key', () => {
  test('tell addresses and user agents apart, and count each once', () => {
    const known = newKnownSources(0);
    expect(noteSources(known, [ip('203.0.113.9'), ua('curl'), ua('203.0.113')], 0)).toEqual({
      newIps: 1,
      newUserAgents: 2,
    });
    expect(noteSources(known, [ip('203.0.113.9'), ua('curl')], 0)).toEqual({ newIps: 0, newUserAgents: 0 });
  });

  test.each([
    ['203.0.113.9', '203.0.113.200', 0],
    ['203.0.113.9', '203.0.114.9', 1],
    ['2001:db8:1::1', '2001:db8:1:ffff::1', 0],
    ['2001:db8:1::1', '2001:db8:2::1', 1],
    ['::ffff:203.0.113.9', '203.0.113.7', 0],
    ['no address', 'no address', 0],
  ])('after %s, %s counts as %i new', (first, second, newIps) => {
    const known = newKnownSources(0);
    noteSources(known, [ip(first)], 0);
    expect(noteSources(known, [ip(second)], 0).newIps).toBe(newIps);
  });

  test('are remembered for 30 days at least and forgotten after 60', () => {
    for (const [days, newIps] of [
      [29, 0],
      [30, 0],
      [59, 0],
      [60, 1],
      [400, 1],
    ] as const) {
      const known = newKnownSources(100);
      noteSources(known, [ip('203.0.113.9')], 100);
      expect([days, noteSources(known, [ip('203.0.113.9')], 100 + days).newIps]).toEqual([days, newIps]);
    }
    const used = newKnownSources(100);
    for (let day = 100; day < 300; day += 29) {
      expect(noteSources(used, [ip('203.0.113.9')], day).newIps).toBe(day === 100 ? 1 : 0);
    }
  });

  test('rarely take a new one for a known one, up to a hundred networks', () => {
    const known = newKnownSources(0);
    let found = 0;
    for (let net = 0; net < 100; net += 1) {
      found += noteSources(known, [ip(`198.${net}.100.1`)], 0).newIps;
    }
    expect(found).toBeGreaterThanOrEqual(96);
  });

  test('never count a source twice within 30 days, and survive storage', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV4(), { maxLength: 200 }), fc.integer({ min: 0, max: 29 }), (ips, later) => {
        const known = newKnownSources(7);
        noteSources(known, ips.map(ip), 7);
        const stored = decodeKnownSources(encodeKnownSources(known));
        if (stored === undefined) throw new Error('What was encoded is not decoded.');
        expect(noteSources(stored, ips.map(ip), 7 + later)).toEqual({ newIps: 0, newUserAgents: 0 });
      }),
    );
    expect(encodeKnownSources(newKnownSources(1))).toHaveLength(KNOWN_SOURCES_BYTES);
    expect(decodeKnownSources(new Uint8Array(3))).toBeUndefined();
  });
});
