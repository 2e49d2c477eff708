import { describe, expect, it } from 'vitest';
import { createAllowList } from '../../src/core/cidr.ts';
import { type DecisionRequest, decide } from '../../src/core/decision.ts';
import type { KeyRecord, ServerRecord } from '../../src/core/key/record.ts';

const NOW = Date.UTC(2026, 10, 21);

const CRM: ServerRecord = {
  id: 'crm-id',
  slug: 'crm',
  active: true,
  closedToOwner: false,
  scopeImplications: { 'crm:write': ['crm:read'] },
  rateLimit: { limit: 100, windowSeconds: 60 },
};

const RECORD: KeyRecord = {
  id: 'key',
  workspaceId: 'workspace',
  ownerId: 'owner',
  name: 'Key',
  environment: 'production',
  scopes: ['mcp:read', 'crm:write'],
  servers: new Map([
    ['crm', CRM],
    ['old', { ...CRM, id: 'old-id', slug: 'old', active: false, closedToOwner: true }],
    ['hr', { ...CRM, id: 'hr-id', slug: 'hr', closedToOwner: true }],
    ['mail', { ...CRM, id: 'mail-id', slug: 'mail', scopeImplications: {} }],
  ]),
  metadata: {},
  version: 1,
  rateLimit: { limit: 100, windowSeconds: 60 },
  allowsIp: null,
  ownerLeft: false,
  expiresAt: null,
  suspendedAt: null,
  revokedAt: null,
};

const REQUEST: DecisionRequest = { scopes: [] };
const OFFICE = { allowsIp: createAllowList(['203.0.113.0/24', '2001:db8::/32']) };

describe('a decision on a record', () => {
  const cases: [string, Partial<KeyRecord>, Partial<DecisionRequest>, string][] = [
    ['accepts a live key', {}, {}, 'VALID'],
    ['refuses a revoked key', { revokedAt: NOW - 1 }, {}, 'REVOKED'],
    ['refuses a suspended key', { suspendedAt: NOW }, {}, 'SUSPENDED'],
    ['refuses a key from the millisecond of its expiry', { expiresAt: NOW }, {}, 'EXPIRED'],
    ['accepts a key until the millisecond before its expiry', { expiresAt: NOW + 1 }, {}, 'VALID'],
    ['refuses another environment', {}, { environment: 'staging' }, 'WRONG_ENVIRONMENT'],
    ['accepts a server that the key opens', {}, { server: 'crm' }, 'VALID'],
    ['refuses a server that the key does not open', {}, { server: 'billing' }, 'SERVER_NOT_ALLOWED'],
    ['refuses an inactive server', {}, { server: 'old' }, 'SERVER_INACTIVE'],
    ['refuses a server that the owner may not open', {}, { server: 'hr' }, 'OWNER_LOST_ACCESS'],
    ['accepts another server of the same owner', {}, { server: 'crm' }, 'VALID'],
    ['refuses the key of somebody who left', { ownerLeft: true }, {}, 'OWNER_LOST_ACCESS'],
    ['accepts an address within the ranges', OFFICE, { ip: '203.0.113.9' }, 'VALID'],
    ['accepts an IPv6 address within the ranges', OFFICE, { ip: '2001:db8::9' }, 'VALID'],
    ['accepts an IPv4 address written as IPv6', OFFICE, { ip: '::ffff:203.0.113.9' }, 'VALID'],
    ['refuses an address outside of the ranges', OFFICE, { ip: '203.0.114.1' }, 'IP_NOT_ALLOWED'],
    ['refuses a request without an address where there are ranges', OFFICE, {}, 'IP_NOT_ALLOWED'],
    ['accepts any address where there are no ranges', {}, { ip: '198.51.100.1' }, 'VALID'],
    ['accepts a scope that the key holds', {}, { scopes: ['mcp:read'] }, 'VALID'],
    ['refuses a scope that it does not hold', {}, { scopes: ['mcp:read', 'hr:read'] }, 'INSUFFICIENT_SCOPE'],
    ['lets mcp:full stand for every scope', { scopes: ['mcp:full'] }, { scopes: ['hr:write'] }, 'VALID'],
    ['lets the server say what a scope implies', {}, { server: 'crm', scopes: ['crm:read'] }, 'VALID'],
    [
      'lets no server say what a scope implies at another one',
      {},
      { server: 'mail', scopes: ['crm:read'] },
      'INSUFFICIENT_SCOPE',
    ],
    ['implies nothing of any server where none is named', {}, { scopes: ['crm:read'] }, 'INSUFFICIENT_SCOPE'],
  ];

  it.each(cases)('%s', (_sentence, record, request, code) => {
    expect(decide({ ...RECORD, ...record }, { ...REQUEST, ...request }, NOW)).toBe(code);
  });
});

describe('where several reasons hold, the first of the order is told', () => {
  const all: Partial<KeyRecord> = {
    revokedAt: NOW,
    suspendedAt: NOW,
    expiresAt: NOW - 1,
    ownerLeft: true,
    ...OFFICE,
  };
  const foreign = { environment: 'staging', server: 'billing', scopes: ['hr:read'] };
  const live = { ...all, revokedAt: null, suspendedAt: null, expiresAt: null };
  const steps: [string, Partial<KeyRecord>, DecisionRequest][] = [
    ['REVOKED', all, foreign],
    ['SUSPENDED', { ...all, revokedAt: null }, foreign],
    ['EXPIRED', { ...all, revokedAt: null, suspendedAt: null }, foreign],
    ['WRONG_ENVIRONMENT', live, foreign],
    ['SERVER_NOT_ALLOWED', live, { ...foreign, environment: 'production' }],
    ['SERVER_INACTIVE', live, { server: 'old', scopes: ['hr:read'] }],
    ['OWNER_LOST_ACCESS', live, { server: 'crm', scopes: ['hr:read'] }],
    ['IP_NOT_ALLOWED', { ...live, ownerLeft: false }, { server: 'crm', scopes: ['hr:read'] }],
    ['INSUFFICIENT_SCOPE', OFFICE, { server: 'crm', scopes: ['hr:read'], ip: '203.0.113.9' }],
    ['VALID', OFFICE, { server: 'crm', scopes: ['mcp:read'], ip: '203.0.113.9' }],
  ];

  it.each(steps)('%s', (code, record, request) => {
    expect(decide({ ...RECORD, ...record }, request, NOW)).toBe(code);
  });
});
