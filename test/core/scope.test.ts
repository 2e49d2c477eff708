import { expect, test } from 'vitest';
import { isKnownScope } from '../../src/core/scope.ts';

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
