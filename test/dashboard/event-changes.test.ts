import { expect, test } from 'vitest';
import { changesOf } from '../../src/dashboard/screens/audit/event-changes.ts';

const LONG = 'x'.repeat(1_000);

test.each([
  [null, null, []],
  [null, { name: 'crm' }, [{ name: 'name', before: undefined, after: 'crm' }]],
  [{ name: 'crm' }, null, [{ name: 'name', before: 'crm', after: undefined }]],
  [{ a: 1, b: 2 }, { a: 1, b: 3 }, [{ name: 'b', before: '2', after: '3' }]],
  [{ scopes: ['r'] }, { scopes: ['r', 'w'] }, [{ name: 'scopes', before: '[ "r" ]', after: '[ "r", "w" ]' }]],
  [{ limit: null }, { limit: 5 }, [{ name: 'limit', before: 'null', after: '5' }]],
  [{ note: `${LONG}a` }, { note: `${LONG}b` }, [{ name: 'note', before: `${LONG}a`, after: `${LONG}b` }]],
  ['on', 'off', [{ name: '', before: 'on', after: 'off' }]],
])('of %j and %j it tells what differs', (before, after, differences) => {
  expect(changesOf(before, after)).toEqual(differences);
});
