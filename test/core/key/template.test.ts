import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { couldBeKey } from '../../../src/core/key/format.ts';
import { isWellFormed } from '../../../src/core/key/secret.ts';
import {
  KEY_FORMATS,
  type KeyTemplate,
  makeKeySecret,
  parseTemplate,
} from '../../../src/core/key/template.ts';

const FILL = {
  environment: 'production',
  ownerId: '0190f5a0-7d3c-7000-8000-0000000000AA',
  keyId: '0190f5a0-7d3c-7000-8000-0000000000bb',
};
const USER = '0190f5a07d3c700080000000000000aa';
const KEY = '0190f5a07d3c700080000000000000bb';

describe('a named format', () => {
  it.each([
    ['KEYWATCH', /^kw_live_[0-9A-Za-z]{49}$/, 'kw_live_'],
    ['MCP', /^mcp_[0-9A-Za-z]{49}$/, 'mcp_'],
    ['MCP_SK', /^mcp_sk_[0-9A-Za-z]{32}$/, 'mcp_sk_'],
    ['OCTOLANE', /^oct_live_[0-9A-Za-z]{49}$/, 'oct_live_'],
    ['OBOT', new RegExp(`^ok1-${USER}-${KEY}-[0-9A-Za-z]{49}$`), 'ok1-'],
  ] as const)('%s makes keys such as %s that are shown as %s', (name, shape, prefix) => {
    const made = makeKeySecret(read(KEY_FORMATS[name]), FILL, randomBytes);
    expect(made.secret).toMatch(shape);
    expect(made).toMatchObject({ prefix, lastFour: made.secret.slice(-4) });
  });

  it.each(['staging', 'development', 'production-2'])('writes test for %s', (environment) => {
    const { secret, prefix } = makeKeySecret(
      read(KEY_FORMATS.OCTOLANE),
      { ...FILL, environment },
      randomBytes,
    );
    expect(prefix).toBe('oct_test_');
    expect(secret.startsWith(prefix)).toBe(true);
  });
});

describe('a template of a workspace', () => {
  it.each([
    ['acme_{env}_{secret}', 'acme_live_'],
    ['a{secret:22}', 'a'],
    ['acme_{user}_{env}_{secret:120}', 'acme_'],
    ['KW-{key}{secret}', 'KW-'],
    [`${'x'.repeat(32)}{secret}`, 'x'.repeat(32)],
  ])('may be %s', (text, prefix) => {
    expect(makeKeySecret(read(text), FILL, randomBytes).prefix).toBe(prefix);
  });

  it.each([
    ['', 'end with {secret}'],
    ['acme_', 'end with {secret}'],
    ['acme_{secret}_x', 'end with {secret}'],
    ['acme_{secret:}', 'end with {secret}'],
    ['acme_{secret:032}', 'end with {secret}'],
    ['acme_{secret:1000}', 'end with {secret}'],
    ['acme_{SECRET}', 'end with {secret}'],
    ['OCTOLANE', 'end with {secret}'],
    ['acme_{secret:21}', '22 to 120'],
    ['acme_{secret:121}', '22 to 120'],
    ['{secret}', 'begin with text of its own'],
    ['{env}_{secret}', 'begin with text of its own'],
    ['acme_{secret}{secret}', 'once'],
    ['acme_{secret:30}_{secret}', 'once'],
    ['acme_{workspace}_{secret}', 'must not have {workspace}'],
    ['acme_{}_{secret}', 'must not have {}'],
    ['acme_{env}_{env}_{secret}', 'at most once'],
    ['acme {secret}', 'only letters'],
    ['acmé_{secret}', 'only letters'],
    ['acme_\n{secret}', 'only letters'],
    ['acme_{{secret}', 'only letters'],
    ['acme_}{secret}', 'only letters'],
    ['acme_{env{secret}', 'only letters'],
    [`${'x'.repeat(30)}{env}abc{secret}`, 'at most 32'],
    ['kwt_{secret}', 'kwt_'],
    ['kwt_adm_{secret}', 'kwt_'],
    ['kw_{env}_{secret:32}', 'something other than kw_live_'],
    ['kw_test_{user}_{secret}', 'something other than kw_live_'],
    ['ok1-{secret}', 'something other than kw_live_'],
    ['ok1-{user}-{secret}', 'something other than kw_live_'],
  ])('may not be %j: %s', (text, reason) => {
    expect(parseTemplate(text)).toEqual({ fault: expect.stringContaining(reason) });
  });

  it('is a template or a fault, whatever it says', () => {
    const piece = fc.constantFrom(
      '{env}',
      '{user}',
      '{key}',
      '{secret}',
      '{secret:40}',
      '{',
      '}',
      'ok1-',
      'kw_',
      'é',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 }))), (pieces) => {
        const parsed = parseTemplate(pieces.join(''));
        if ('fault' in parsed) expect(parsed.fault).toMatch(/^must /);
        else expect(couldBeKey(makeKeySecret(parsed, FILL, randomBytes).secret)).toBe(true);
      }),
    );
  });
});

const someTemplate = fc
  .record({
    start: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,9}$/),
    fills: fc.shuffledSubarray(['{env}', '{user}', '{key}']),
    between: fc.constantFrom('', '_', '-'),
    length: fc.option(fc.integer({ min: 22, max: 120 })),
  })
  .map(({ start, fills, between, length }) =>
    [start, ...fills, length === null ? '{secret}' : `{secret:${length}}`].join(between),
  )
  .filter((text) => !/^(kw_|kwt_|ok1-)/.test(text));

const anyTemplate = fc.oneof(fc.constantFrom(...Object.values(KEY_FORMATS)), someTemplate);

const someFill = fc.record({
  environment: fc.constantFrom('production', 'staging', 'development'),
  ownerId: fc.uuid(),
  keyId: fc.uuid(),
});

test('what a template makes could be a key, has a right checksum and at most 512 characters', () => {
  fc.assert(
    fc.property(anyTemplate, someFill, (text, fill) => {
      const template = read(text);
      const { secret, prefix } = makeKeySecret(template, fill, randomBytes);
      expect(couldBeKey(secret)).toBe(true);
      expect(secret.length).toBeLessThanOrEqual(512);
      expect(secret.startsWith(prefix)).toBe(true);
      expect(secret.slice(-6)).toBe(base62(crc32(secret.slice(0, -6))));
      const start = secret.slice(0, -template.secretLength);
      expect(isWellFormed(start, secret, template.secretLength)).toBe(true);
    }),
  );
});

test('a key of Keywatch with any one character changed is refused', () => {
  const changes = fc.record({
    environment: fc.constantFrom('production', 'staging'),
    at: fc.nat({ max: 56 }),
    other: fc.string({ minLength: 1, maxLength: 1 }),
  });
  fc.assert(
    fc.property(changes, ({ environment, at, other }) => {
      const { secret, prefix } = makeKeySecret(
        read(KEY_FORMATS.KEYWATCH),
        { ...FILL, environment },
        randomBytes,
      );
      fc.pre(secret[at] !== other);
      const changed = secret.slice(0, at) + other + secret.slice(at + 1);
      expect(isWellFormed(prefix, changed)).toBe(false);
      if (at >= prefix.length) expect(couldBeKey(changed)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

function read(text: string): KeyTemplate {
  const parsed = parseTemplate(text);
  if ('fault' in parsed) throw new Error(`${text}: ${parsed.fault}`);
  return parsed;
}

function base62(value: number): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const places = [5, 4, 3, 2, 1, 0].map((place) => Math.floor(value / 62 ** place) % 62);
  return places.map((digit) => alphabet.charAt(digit)).join('');
}
