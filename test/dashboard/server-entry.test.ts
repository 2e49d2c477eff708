import { expect, test } from 'vitest';
import type { ServerData } from '../../src/dashboard/screens/servers/server-data.ts';
import { changesOf, entryOf } from '../../src/dashboard/screens/servers/server-entry.ts';
import { slugOf } from '../../src/dashboard/screens/servers/slug.ts';

const SERVER: ServerData = {
  __typename: 'Server',
  id: '1',
  slug: 'crm',
  name: 'CRM',
  description: null,
  environment: 'production',
  status: 'ACTIVE',
  upstream: null,
  errorDialect: 'PROBLEM',
  keyFormat: null,
  ratePerMinute: 60,
  burst: 10,
  recoverableKeys: false,
  scopes: ['crm:read', 'crm:write'],
  defaultScopes: [],
  scopeCatalogue: [
    { __typename: 'ScopeDefinition', name: 'crm:write', implies: ['crm:read'] },
    { __typename: 'ScopeDefinition', name: 'crm:read', implies: [] },
  ],
  sensitivity: null,
  keyCount: 0,
  createdAt: '2026-11-21T09:30:00Z',
};

test('a server that nobody changed has no changes', () => {
  expect(changesOf(SERVER, entryOf(SERVER))).toEqual({ changes: {}, fault: undefined });
});

test('what is emptied is taken away, and what is not touched is left out', () => {
  const entry = { ...entryOf(SERVER), ratePerMinute: '', burst: '', scopes: 'crm:read\ncrm:admin' };
  expect(changesOf(SERVER, entry).changes).toEqual({
    ratePerMinute: null,
    burst: null,
    scopes: ['crm:read', 'crm:admin'],
  });
});

test('implications are lines of a scope and what it implies; a line that is none is named', () => {
  const implications = 'crm:admin: crm:read, crm:write\n\nmcp:full:  crm:admin';
  expect(changesOf(SERVER, { ...entryOf(SERVER), implications }).changes).toEqual({
    scopeImplications: [
      { scope: 'crm:admin', implies: ['crm:read', 'crm:write'] },
      { scope: 'mcp:full', implies: ['crm:admin'] },
    ],
  });
  const faulty = changesOf(SERVER, { ...entryOf(SERVER), implications: 'crm:admin crm:read' });
  expect(faulty.fault).toContain('“crm:admin crm:read”');
});

test.each([
  ['CRM', 'crm'],
  [' Zürich & Co. ', 'zurich-co'],
  ['--', ''],
  ['فريق', ''],
])('the slug of %s is %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
