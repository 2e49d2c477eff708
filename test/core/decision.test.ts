import { describe, expect, it } from 'vitest';
import { type DecisionRequest, decide } from '../../src/core/decision.ts';
import type { KeyRecord } from '../../src/core/key/record.ts';

const NOW = Date.UTC(2026, 10, 21);

const RECORD: KeyRecord = {
  id: 'key',
  workspaceId: 'workspace',
  ownerId: 'owner',
  name: 'Key',
  environment: 'production',
  scopes: ['mcp:read'],
  servers: new Map([
    ['crm', { id: 'crm-id', slug: 'crm', active: true }],
    ['old', { id: 'old-id', slug: 'old', active: false }],
  ]),
  metadata: {},
  version: 1,
  rateLimit: { limit: 100, windowSeconds: 60 },
  expiresAt: null,
  revokedAt: null,
};

const REQUEST: DecisionRequest = { scopes: [] };

describe('a decision on a record', () => {
  const cases: [string, Partial<KeyRecord>, Partial<DecisionRequest>, string][] = [
    ['accepts a live key', {}, {}, 'VALID'],
    ['refuses a revoked key', { revokedAt: NOW - 1 }, {}, 'REVOKED'],
    ['tells revoked before expired', { revokedAt: NOW, expiresAt: NOW - 1 }, {}, 'REVOKED'],
    ['refuses a key from the millisecond of its expiry', { expiresAt: NOW }, {}, 'EXPIRED'],
    ['accepts a key until the millisecond before its expiry', { expiresAt: NOW + 1 }, {}, 'VALID'],
    ['refuses another environment', {}, { environment: 'staging' }, 'WRONG_ENVIRONMENT'],
    ['accepts a server that the key opens', {}, { server: 'crm' }, 'VALID'],
    ['refuses a server that the key does not open', {}, { server: 'billing' }, 'SERVER_NOT_ALLOWED'],
    ['refuses an inactive server', {}, { server: 'old' }, 'SERVER_INACTIVE'],
    ['accepts a scope that the key holds', {}, { scopes: ['mcp:read'] }, 'VALID'],
    [
      'refuses a scope that it does not hold',
      {},
      { scopes: ['mcp:read', 'mcp:write'] },
      'INSUFFICIENT_SCOPE',
    ],
    ['lets mcp:full stand for every scope', { scopes: ['mcp:full'] }, { scopes: ['crm:write'] }, 'VALID'],
  ];

  it.each(cases)('%s', (_sentence, record, request, code) => {
    expect(decide({ ...RECORD, ...record }, { ...REQUEST, ...request }, NOW)).toBe(code);
  });
});
