import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isWellFormed } from '../../../src/core/key/secret.ts';
import { KEY_FORMATS, makeKeySecret, parseTemplate } from '../../../src/core/key/template.ts';
import { leakPatterns, standaloneRegex } from '../../../src/core/leak/pattern.ts';
import { writeGithub, writeGitleaks } from '../../../src/core/leak/write-patterns.ts';

const FORMATS = [...Object.values(KEY_FORMATS), 'acme-{env}_{key}_{secret:22}', 'A_{secret:120}'];
const FILL = {
  ownerId: '019a0000-0000-7000-8000-00000000000a',
  keyId: '019a0000-0000-7000-8000-00000000000b',
};

function keyOf(format: string, environment: string): string {
  const template = parseTemplate(format);
  if ('fault' in template) throw new Error(template.fault);
  return makeKeySecret(template, { ...FILL, environment }, randomBytes).secret;
}

describe.each(leakPatterns(FORMATS))('the pattern of $format', (pattern) => {
  const alone = new RegExp(standaloneRegex(pattern), 'm');

  test('finds real keys wherever they stand, and nothing but them', () => {
    for (const environment of ['production', 'staging', 'production', 'staging']) {
      const key = keyOf(pattern.format, environment);
      for (const text of [
        key,
        `"${key}"`,
        `KEY=${key}\n`,
        `a\n${key}\nb`,
        `https://x/?k=${key}&b=1`,
        `(${key}).`,
        `x_${key}`,
      ]) {
        expect(alone.exec(text)?.[1]).toBe(key);
      }
      expect(key).toContain(pattern.keyword);
    }
  });

  test('passes over near misses', () => {
    for (const miss of pattern.nearMisses) expect(alone.exec(` ${miss} `)?.[1]).toBeUndefined();
    const key = keyOf(pattern.format, 'production');
    for (const miss of [
      key.slice(1),
      key.replace(pattern.keyword, `${pattern.keyword}_`),
      key.replace(pattern.keyword, ''),
    ]) {
      if (miss !== key) expect(alone.exec(miss)?.[1]).toBeUndefined();
    }
  });

  test('comes with examples that have right checksums, the same each time', () => {
    const [again] = leakPatterns([pattern.format]);
    expect(again?.examples).toEqual(pattern.examples);
    for (const example of pattern.examples) expect(alone.exec(example)?.[1]).toBe(example);
  });
});

test('keys of Keywatch’s own format are told from look-alikes by their checksum', () => {
  const [pattern] = leakPatterns([KEY_FORMATS.KEYWATCH]);
  const [live = '', sandbox = ''] = pattern?.examples ?? [];
  expect(isWellFormed('kw_live_', live)).toBe(true);
  expect(isWellFormed('kw_test_', sandbox)).toBe(true);
  const other = `${live.slice(0, -1)}${live.endsWith('0') ? '1' : '0'}`;
  expect(new RegExp(pattern?.regex ?? '').test(other)).toBe(true);
  expect(isWellFormed('kw_live_', other)).toBe(false);
});

test('patterns are written once a format, as scanners read them', () => {
  const patterns = leakPatterns(['acme_{secret}', 'acme_{secret}', 'no format']);
  expect(patterns).toHaveLength(1);
  expect(writeGitleaks(patterns)).toContain(`[[rules]]
id = "keywatch-acme-secret"
description = "Key of the format acme_{secret}"
regex = '''(?:^|[^0-9A-Za-z])(acme_[0-9A-Za-z]{49})(?:$|[^0-9A-Za-z])'''
secretGroup = 1
keywords = ["acme_"]
`);
  const github = writeGithub(patterns, 'https://keys.example/v1/leaks/github');
  expect(github).toContain('Secret format: acme_[0-9A-Za-z]{49}\nBefore secret: \\A|[^0-9A-Za-z]\n');
  expect(github).toContain('https://keys.example/v1/leaks/github');
});
