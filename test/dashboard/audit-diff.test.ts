import { expect, test } from 'vitest';
import { differencesOf } from '../../src/dashboard/screens/audit/diff.ts';

test.each([
  [null, null, []],
  [null, { name: 'crm' }, [{ name: 'name', before: undefined, after: 'crm' }]],
  [{ name: 'crm' }, null, [{ name: 'name', before: 'crm', after: undefined }]],
  [{ a: 1, b: 2 }, { a: 1, b: 3 }, [{ name: 'b', before: '2', after: '3' }]],
  [{ scopes: ['r'] }, { scopes: ['r', 'w'] }, [{ name: 'scopes', before: '[ "r" ]', after: '[ "r", "w" ]' }]],
  [{ limit: null }, { limit: 5 }, [{ name: 'limit', before: 'null', after: '5' }]],
  ['on', 'off', [{ name: '', before: 'on', after: 'off' }]],
])('of %j and %j it tells what differs', (before, after, differences) => {
  expect(differencesOf(before, after)).toEqual(differences);
});
