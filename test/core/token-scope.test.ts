import { expect, test } from 'vitest';
import {
  holdsTokenScope,
  TOKEN_SCOPE_ENTRIES,
  TOKEN_SCOPES,
  TOKEN_SCOPES_OF,
  type TokenScope,
} from '../../src/core/token-scope.ts';

test.each<[readonly string[], TokenScope, boolean]>([
  [[], 'keys:write', true],
  [[], 'verify', true],
  [['keys:read'], 'keys:read', true],
  [['keys:read'], 'keys:write', false],
  [['keys:write'], 'keys:read', true],
  [['keys:write'], 'servers:read', false],
  [['keys:write', 'servers:read'], 'servers:read', true],
  [['verify'], 'verify', true],
  [['verify'], 'usage:write', false],
  [['usage:write'], 'usage:read', true],
  [['keys:write'], 'verify', false],
  [['*'], 'keys:read', false],
  [['unheard:of'], 'keys:read', false],
])('a token with %j holds %s: %s', (held, scope, holds) => {
  expect(holdsTokenScope(held, scope)).toBe(holds);
});

test('gateways verify and report, administrators do all but verify', () => {
  expect(TOKEN_SCOPES_OF.GATEWAY).toEqual(['verify', 'usage:write', 'leaks:write']);
  expect(TOKEN_SCOPES_OF.ADMIN).toHaveLength(TOKEN_SCOPES.length - 1);
  expect(TOKEN_SCOPES_OF.ADMIN).not.toContain('verify');
  expect(TOKEN_SCOPES_OF.ADMIN).toContain('usage:write');
});

test('every scope says what it is for and which tokens may have it', () => {
  for (const kind of ['ADMIN', 'GATEWAY'] as const) {
    const scopes = TOKEN_SCOPE_ENTRIES.filter(({ kinds }) => kinds.includes(kind)).map(({ scope }) => scope);
    expect(new Set(scopes)).toEqual(new Set(TOKEN_SCOPES_OF[kind]));
  }
  expect(new Set(TOKEN_SCOPE_ENTRIES.map(({ description }) => description)).size).toBe(TOKEN_SCOPES.length);
});
