import { expect, test } from 'vitest';
import { isFullAccess, keyWarnings, type WarnedKey } from '../../../src/core/key/warnings.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-21T12:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);

/** A key that nobody has to look after. */
const sound: WarnedKey = {
  scopes: ['mcp:read'],
  allServers: true,
  listedServers: [],
  environment: 'production',
  allowCidrs: ['203.0.113.0/24'],
  createdAt: before(DAY_MS),
  expiresAt: before(-DAY_MS),
  revokedAt: null,
  lastUsedAt: null,
};

const old = { createdAt: before(90 * DAY_MS) };

test.each<[string, Partial<WarnedKey>, readonly RegExp[]]>([
  ['a sound key', {}, []],
  ['full access', { scopes: ['*'] }, [/^Full access/]],
  ['full access by implication', { scopes: ['mcp:full'] }, [/^Full access/]],
  ['full access to some servers', { scopes: ['*'], allServers: false }, []],
  ['full access from anywhere', { scopes: ['*'], allServers: false, allowCidrs: [] }, [/^Full access from/]],
  ['wide access from anywhere', { scopes: ['crm:*'], allowCidrs: [] }, []],
  ['full access outside of production', { scopes: ['*'], environment: 'staging' }, []],
  ['a key that never expires', { expiresAt: null }, [/^Never expires/]],
  ['a key of 90 days in use', { ...old, lastUsedAt: NOW }, [/^Older than 90 days/]],
  ['a key of almost 90 days', { createdAt: before(90 * DAY_MS - 1) }, []],
  ['a key of 90 days never used', old, [/^Older than 90 days/, /^Not used for 90 days/]],
  ['a key used 90 days ago', { ...old, lastUsedAt: before(90 * DAY_MS) }, [/^Older/, /^Not used/]],
  [
    'a key with servers of its environment and of others',
    { listedServers: [at('crm'), at('mail', 'staging')] },
    [/^Does not open `mail`: keys of production open servers of production only/],
  ],
  [
    'a key with many servers of other environments',
    { listedServers: ['a', 'b', 'c', 'd', 'e'].map((slug) => at(slug, 'staging')) },
    [/^Does not open `a`, `b`, `c` and 2 more:/],
  ],
  ['a revoked key', { ...old, scopes: ['*'], expiresAt: null, revokedAt: NOW }, []],
  ['an expired key', { ...old, scopes: ['*'], expiresAt: NOW }, []],
])('%s', (_sentence, fields, warnings) => {
  expect(keyWarnings({ ...sound, ...fields }, NOW)).toEqual(
    warnings.map((warning) => expect.stringMatching(warning)),
  );
});

function at(slug: string, environment = 'production') {
  return { slug, environment };
}

test('wildcards of one name are no full access', () => {
  expect(isFullAccess(['crm:*', 'mcp:*', 'mcp:read'])).toBe(false);
});
