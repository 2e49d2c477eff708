import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAllowList, parseCidr } from '../../src/core/cidr.ts';

describe('a range', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9/32'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['::1', '::1/128'],
    ['2001:DB8:0:0:0:0:0:0/32', '2001:db8::/32'],
    ['2001:db8:0:0:1:0:0:0', '2001:db8:0:0:1::/128'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1/128'],
    ['::/0', '::/0'],
    ['::ffff:1.2.3.4', '1.2.3.4/32'],
    ['::FFFF:102:304/128', '1.2.3.4/32'],
    ['0:0:0:0:0:ffff:1.2.3.0/120', '1.2.3.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
  ])('%s is written %s', (text, canonical) => {
    expect(parseCidr(text)).toBe(canonical);
    expect(parseCidr(canonical)).toBe(canonical);
  });

  it.each([
    '',
    'localhost',
    '10.0.0.1/8',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    '10.0.0',
    '010.0.0.1',
    '1.2.3.4 ',
    '1.2.3.4\n',
    '1.2.3.4:80',
    '[::1]',
    '2001:db8::1/32',
    '2001:db8::/129',
    '::ffff:0:0/95',
    '::ffff:1.2.3.4/96',
    'fe80::1%eth0',
    'fe80::%eth0/64',
  ])('cannot be %j', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('an allow-list', () => {
  it('allows everything where it is empty', () => {
    expect(createAllowList([])('203.0.113.9')).toBe(true);
  });

  it.each([
    [['203.0.113.0/24'], '203.0.113.9', true],
    [['203.0.113.0/24'], '203.0.114.9', false],
    [['203.0.113.0/24'], '::ffff:203.0.113.9', true],
    [['203.0.113.0/24'], '::FFFF:203.0.113.9', true],
    [['203.0.113.0/24'], '::ffff:cb00:7109', true],
    [['203.0.113.0/24'], '0:0:0:0:0:ffff:cb00:7109', true],
    [['203.0.113.0/24'], '::ffff:203.0.114.9', false],
    [['203.0.113.0/24'], '::203.0.113.9', false],
    [['::ffff:203.0.113.0/120'], '203.0.113.9', true],
    [['0.0.0.0/0'], '203.0.113.9', true],
    [['0.0.0.0/0'], '2001:db8::1', false],
    [['::/0'], '2001:db8::1', true],
    [['::/0'], '203.0.113.9', false],
    [['::/0'], '::ffff:203.0.113.9', false],
    [['::/0'], '::ffff:0:1', false],
    [['::/0'], '0:ffff::1', true],
    [['2001:db8::/32', '10.0.0.0/8'], '10.1.2.3', true],
    [['2001:db8::/32', '10.0.0.0/8'], '2001:db8:ffff::1', true],
    [['::/0', '0.0.0.0/0'], 'fe80::1%eth0', false],
    [['::/0', '0.0.0.0/0'], 'localhost', false],
    [['::/0', '0.0.0.0/0'], '::ffff:localhost', false],
    [['::/0', '0.0.0.0/0'], '', false],
    [['nonsense'], '203.0.113.9', false],
  ])('%j answers %s with %s', (cidrs, ip, allowed) => {
    expect(createAllowList(cidrs)(ip)).toBe(allowed);
  });

  it.each([
    ['IPv4', 32, writeV4],
    ['IPv6', 128, writeV6],
  ] as const)('agrees with plain arithmetic for %s', (_family, bits, write) => {
    const value = fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });
    const range = fc
      .record({ value, prefix: fc.nat({ max: bits }) })
      .map(({ value, prefix }) => ({ start: value & ~hostMask(bits, prefix), prefix }));
    const near = fc
      .record({ range, host: value, flipped: fc.option(fc.nat({ max: bits - 1 })) })
      .map(({ range, host, flipped }) => {
        const inside = range.start | (host & hostMask(bits, range.prefix));
        return { range, address: flipped === null ? inside : inside ^ (1n << BigInt(flipped)) };
      });
    fc.assert(
      fc.property(near, fc.array(range, { maxLength: 4 }), ({ range, address }, others) => {
        fc.pre(bits === 32 || ![range.start, address].some((each) => each >> 32n === 0xffffn));
        const ranges = [range, ...others];
        const allows = createAllowList(ranges.map(({ start, prefix }) => `${write(start)}/${prefix}`));
        const expected = ranges.some(({ start, prefix }) => start === (address & ~hostMask(bits, prefix)));
        expect(allows(write(address))).toBe(expected);
        if (bits === 32) expect(allows(`::ffff:${write(address)}`)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes a range if, and only if, no bit is set behind its prefix', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.nat({ max: 128 }), (value, prefix) => {
        fc.pre(value >> 32n !== 0xffffn);
        const zeroed = value & ~hostMask(128, prefix);
        expect(parseCidr(`${writeV6(value)}/${prefix}`) !== undefined).toBe(zeroed === value);
        expect(parseCidr(`${writeV6(zeroed)}/${prefix}`)).toBeDefined();
      }),
    );
  });
});

function hostMask(bits: number, prefix: number): bigint {
  return (1n << BigInt(bits - prefix)) - 1n;
}

function writeV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

function writeV6(value: bigint): string {
  return (value.toString(16).padStart(32, '0').match(/.{4}/g) ?? []).join(':');
}
