import { expect, test } from 'vitest';
import { faultOf } from '../../src/dashboard/api/fault.ts';
import { actionsOf, mayChange } from '../../src/dashboard/key-actions/actions-of.ts';
import { NEW_KEY, writtenOf } from '../../src/dashboard/screens/keys/key-draft.ts';
import {
  criterionOf,
  filterInputOf,
  NO_FILTERS,
  readFilters,
  readSort,
  writeFilters,
  writeSort,
} from '../../src/dashboard/screens/keys/key-filters.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');

test('filters come back from the URL as they were written, and leave the rest of it alone', () => {
  const filters = {
    ...NO_FILTERS,
    text: 'a&b=<script> ‏שלום',
    statuses: ['ACTIVE', 'SUSPENDED'] as const,
    metadata: 'team.name=a=b',
    unusedFor: '90',
  };
  const search = writeFilters(new URLSearchParams('sort=name&server=x'), filters);
  expect(search.get('sort')).toBe('name');
  expect(search.has('server')).toBe(false);
  expect(readFilters(new URLSearchParams(search.toString()))).toEqual(filters);
});

test('what a URL says that is no filter narrows nothing', () => {
  const search = new URLSearchParams('status=NONSENSE,active&expires=soon&unused=-3&meta=team&q=%20');
  expect(filterInputOf(readFilters(search), NOW)).toEqual({ statuses: ['ACTIVE'] });
});

test('days become instants, before and after now', () => {
  const input = filterInputOf({ ...NO_FILTERS, expiresWithin: '30', unusedFor: '1' }, NOW);
  expect(input).toEqual({
    expiresBefore: '2026-12-22T00:00:00.000Z',
    lastUsedBefore: '2026-11-21T00:00:00.000Z',
  });
});

test.each([
  ['team.name=core', { path: ['team', 'name'], value: 'core' }],
  ['tier=2', { path: ['tier'], value: 2 }],
  ['tier="2"', { path: ['tier'], value: '2' }],
  ['note=', { path: ['note'], value: '' }],
  ['a=b=c', { path: ['a'], value: 'b=c' }],
  ['team..name=x', undefined],
  ['=x', undefined],
  ['team', undefined],
])('the criterion %s is read', (text, criterion) => {
  expect(criterionOf(text)).toEqual(criterion);
});

test.each(['name', '-name', 'created', '-created', 'used', '-expires'])('the order %s comes back', (text) => {
  expect(writeSort(readSort(text))).toBe(text);
});

test('an order that there is not is the usual one', () => {
  expect(readSort('-toString')).toEqual({ by: 'CREATED_AT', direction: 'DESC' });
  expect(readSort(null)).toEqual({ by: 'CREATED_AT', direction: 'DESC' });
});

test('a draft says no more than somebody filled in', () => {
  expect(writtenOf({ ...NEW_KEY, name: 'CI', expiry: 'NEVER' })).toEqual({
    name: 'CI',
    environment: 'production',
  });
  expect(
    writtenOf({
      ...NEW_KEY,
      name: 'CI',
      allServers: false,
      serverIds: ['s'],
      scopes: ['crm:read'],
      otherScopes: 'crm:write, crm:read',
      rateLimit: '100',
      burst: '5',
      quota: '1000',
      allowCidrs: '203.0.113.0/24\n 10.0.0.1',
      metadata: { as: 'JSON', text: '{"team": "core"}' },
      // Not in production: what was ticked before the environment was changed is not sent.
      recoverable: true,
    }),
  ).toEqual({
    name: 'CI',
    environment: 'production',
    serverIds: ['s'],
    scopes: ['crm:read', 'crm:write'],
    expiresInDays: 90,
    rateLimit: { limit: 100, windowSeconds: 60, burst: 5 },
    quota: { limit: 1_000, refill: 'MONTHLY' },
    allowCidrs: ['203.0.113.0/24', '10.0.0.1'],
    metadata: { team: 'core' },
  });
});

test.each([
  [{ metadata: { as: 'JSON', text: '[1]' } }, 'metadata'],
  [{ metadata: { as: 'JSON', text: '{"a"' } }, 'metadata'],
  [{ allServers: false }, 'serverIds'],
  [{ expiry: 'DATE' }, 'expiresAt'],
] as const)('a draft that cannot be sent names its field: %j', (change, field) => {
  const written = writtenOf({ ...NEW_KEY, ...change });
  const fault = 'fault' in written ? written.fault : '';
  expect(faultOf({ code: 'INVALID_INPUT', message: fault }).field).toBe(field);
});

test('a refusal names its field, and what is none stays whole', () => {
  const fault = (message: string) => {
    const { field, text } = faultOf({ code: 'INVALID_INPUT', message });
    return [field, text];
  };
  expect(fault('rateLimit.burst: must be at most the limit')).toEqual([
    'rateLimit',
    'Must be at most the limit',
  ]);
  expect(fault('allowCidrs.0: `x: y` is none')).toEqual(['allowCidrs', '`x: y` is none']);
  expect(fault('The key is revoked, which is final; make a new one.')[0]).toBeUndefined();
});

test('who may not change a key is offered nothing, and a dead key only what is left to do', () => {
  const key = { owner: { __typename: 'User', id: 'ada', name: 'Ada' } } as const;
  expect(mayChange(key, { id: 'ada' }, { isAdmin: false, mayHaveKeys: true })).toBe(true);
  expect(mayChange(key, { id: 'bob' }, { isAdmin: false, mayHaveKeys: true })).toBe(false);
  expect(mayChange(key, { id: 'ada' }, { isAdmin: false, mayHaveKeys: false })).toBe(false);
  expect(mayChange(key, { id: 'bob' }, { isAdmin: true, mayHaveKeys: true })).toBe(true);
  expect(actionsOf({ status: 'REVOKED', suspendedAt: null, recoverable: true })).toEqual(['DELETE']);
  expect(actionsOf({ status: 'SUSPENDED', suspendedAt: '2026-01-01', recoverable: false })).toEqual([
    'EDIT',
    'RESUME',
    'REVOKE',
    'DELETE',
  ]);
});
