import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkImplications, coversScopes, expandScopes, isKnownScope } from '../../src/core/scope.ts';

const crm = { scopes: ['crm:read'] };
const mail = { scopes: ['mail:send'] };
const anything = { scopes: [] };

test.each([
  ['crm:read', [crm], true],
  ['crm:write', [crm], false],
  ['mail:send', [crm, mail], true],
  ['crm:write', [crm, anything], true],
  ['crm:write', [], true],
  ['mcp:read', [crm], true],
  ['mcp:full', [crm], true],
  ['*', [crm], true],
])('%s for a key that opens servers with %j: %s', (scope, servers, known) => {
  expect(isKnownScope(scope, servers)).toBe(known);
});

const IMPLICATIONS = {
  'crm:admin': ['crm:write', 'mail:*'],
  'crm:write': ['crm:read'],
  'a:one': ['a:two'],
  'a:two': ['a:three', 'a:one'],
  root: ['mcp:full'],
  'mcp:read': ['crm:read'],
};

describe('the scopes of a key', () => {
  test.each([
    [[], [], true],
    [['crm:read'], [], true],
    [['crm:read'], ['crm:read'], true],
    [['crm:read', 'mail:send'], ['mail:send', 'crm:read'], true],
    [['crm:read'], ['crm:read', 'mail:send'], false],
    [[], ['crm:read'], false],
    [['*'], ['crm:read', 'mcp:full', '*'], true],
    [['mcp:full'], ['crm:write', '*'], true],
    [['crm:read'], ['*'], false],
    [['mcp:read'], ['mcp:tools:list', 'mcp:tools:call', 'mcp:resources:read'], true],
    [['mcp:read'], ['mcp:full'], false],
    [['mcp:read'], ['mcp:write'], false],
    [['mcp:tools:call'], ['mcp:read'], false],
    [['crm:write'], ['crm:read'], false],
    [['crm:*'], ['crm:read', 'crm:deals:write', 'crm:*'], true],
    [['crm:*'], ['crm'], false],
    [['crm:*'], ['crm:'], false],
    [['crm:*'], ['crmx:read'], false],
    [['crm:*'], ['crm/read'], false],
    [['files/*'], ['files/a/b'], true],
    [['files/*'], ['files:a'], false],
    [['crm.*'], ['crm.read'], false],
    [['crm:read'], ['crm:*'], false],
    [['mcp:*'], ['mcp:tools:call', 'mcp:full'], true],
    [['mcp:*'], ['crm:read'], false],
    [['constructor'], ['tostring'], false],
  ])('%j cover %j: %s', (held, needed, covered) => {
    expect(coversScopes(held, needed)).toBe(covered);
  });

  test.each([
    [['crm:write'], ['crm:read'], true],
    [['crm:read'], ['crm:write'], false],
    [['crm:admin'], ['crm:read', 'mail:send'], true],
    [['a:one'], ['a:three'], true],
    [['a:three'], ['a:one'], false],
    [['root'], ['anything:at:all'], true],
    [['mcp:read'], ['mcp:tools:call', 'crm:read'], true],
    [['crm:*'], ['mail:send'], false],
  ])('%j cover %j where the server has implications: %s', (held, needed, covered) => {
    expect(coversScopes(held, needed, IMPLICATIONS)).toBe(covered);
  });

  test('expand over any number of steps', () => {
    expect(expandScopes(['crm:admin'], IMPLICATIONS)).toEqual(
      new Set(['crm:admin', 'crm:write', 'crm:read', 'mail:*']),
    );
    expect(expandScopes(['mcp:full'])).toEqual(new Set(['mcp:full', '*']));
    expect(expandScopes([])).toEqual(new Set());
  });

  test('never cover less for being more, and expand to what does not expand further', () => {
    const scope = fc.constantFrom('a', 'b:x', 'b:y', 'b:*', 'c', 'constructor', 'mcp:read', 'mcp:tools:list');
    const scopes = fc.array(scope, { maxLength: 4 });
    fc.assert(
      fc.property(
        scopes,
        scopes,
        scopes,
        fc.dictionary(scope, scopes),
        (held, more, needed, implications) => {
          const all = expandScopes(held, implications);
          expect(expandScopes([...all], implications)).toEqual(all);
          expect(all).toSatisfy((each: ReadonlySet<string>) => held.every((scope) => each.has(scope)));
          expect(coversScopes(held, [...all], implications)).toBe(true);
          const covered = coversScopes(held, needed, implications);
          expect(coversScopes([...held, ...more], needed, implications) || !covered).toBe(true);
          expect(covered).toBe(needed.every((scope) => coversScopes(held, [scope], implications)));
        },
      ),
    );
  });
});

test.each([
  [['crm:read', 'crm:write'], { 'crm:write': ['crm:read'] }, undefined],
  [['crm:read'], { 'mcp:read': ['crm:read'], 'crm:read': ['mcp:tools:list'] }, undefined],
  [['crm:read'], { 'crm:read': ['*'] }, undefined],
  [['crm:read'], {}, undefined],
  [[], { anything: ['goes'] }, undefined],
  [['crm:read'], { 'crm:read': ['crm:list'] }, '`crm:list` is no scope'],
  [['crm:read'], { 'crm:write': ['crm:read'] }, '`crm:write` is no scope'],
])('a server with %j and the implications %j: %s', (scopes, implications, fault) => {
  const found = checkImplications(scopes, implications);
  expect(found?.slice(0, fault?.length)).toBe(fault);
});
