import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAllowList } from '../../src/core/cidr.ts';
import { DECISION_CODES, type DecisionCode, type DecisionRequest, decide } from '../../src/core/decision.ts';
import type { KeyRecord, ServerRecord } from '../../src/core/key/record.ts';

const NOW = Date.UTC(2026, 10, 21);

const CRM: ServerRecord = {
  id: 'crm-id',
  slug: 'crm',
  environment: 'production',
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
    ['lab', { ...CRM, id: 'lab-id', slug: 'lab', environment: 'staging' }],
  ]),
  metadata: {},
  version: 1,
  rateLimit: { limit: 100, windowSeconds: 60 },
  quota: null,
  concurrencyLimit: null,
  allowCidrs: [],
  allowsIp: null,
  requiresSignature: false,
  sealedSigningSecret: null,
  ownerLeft: false,
  readsOnly: null,
  expiresAt: null,
  suspendedAt: null,
  revokedAt: null,
};

const REQUEST: DecisionRequest = { scopes: [] };
const SIGNED = { requiresSignature: true };
const OFFICE = { allowsIp: createAllowList(['203.0.113.0/24', '2001:db8::/32']) };

describe('a decision on a record', () => {
  const cases: [string, Partial<KeyRecord>, Partial<DecisionRequest>, string][] = [
    ['accepts a live key', {}, {}, 'VALID'],
    ['refuses a revoked key', { revokedAt: NOW - 1 }, {}, 'REVOKED'],
    ['refuses a suspended key', { suspendedAt: NOW }, {}, 'SUSPENDED'],
    ['refuses a key from the millisecond of its expiry', { expiresAt: NOW }, {}, 'EXPIRED'],
    ['accepts a key until the millisecond before its expiry', { expiresAt: NOW + 1 }, {}, 'VALID'],
    ['refuses another environment', {}, { environment: 'staging' }, 'WRONG_ENVIRONMENT'],
    ['refuses a server of another environment', {}, { server: 'lab' }, 'WRONG_ENVIRONMENT'],
    ['accepts a server of its own', { environment: 'staging' }, { server: 'lab' }, 'VALID'],
    [
      'refuses an unsigned request where one is required',
      SIGNED,
      { signature: 'MISSING' },
      'SIGNATURE_REQUIRED',
    ],
    ['refuses what nobody checked where a signature is required', SIGNED, {}, 'SIGNATURE_REQUIRED'],
    ['accepts a right signature where one is required', SIGNED, { signature: 'VALID' }, 'VALID'],
    ['refuses a wrong signature of any key', {}, { signature: 'INVALID' }, 'SIGNATURE_INVALID'],
    ['needs no signature where none is required', {}, { signature: 'MISSING' }, 'VALID'],
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

/** What speaks against a request, written down once more without an order. */
function reasonsOf(record: KeyRecord, request: DecisionRequest): Set<DecisionCode> {
  const server = record.servers.get(request.server ?? '');
  const { scopeImplications = {} } = server ?? {};
  const held = new Set(record.scopes.flatMap((scope) => [scope, ...(scopeImplications[scope] ?? [])]));
  const reasons: Partial<Record<DecisionCode, boolean>> = {
    REVOKED: record.revokedAt !== null,
    SUSPENDED: record.suspendedAt !== null,
    EXPIRED: record.expiresAt !== null && record.expiresAt <= NOW,
    WRONG_ENVIRONMENT: request.environment === 'staging' || request.server === 'lab',
    SERVER_NOT_ALLOWED: request.server !== undefined && server === undefined,
    SERVER_INACTIVE: server?.active === false,
    OWNER_LOST_ACCESS: record.ownerLeft || server?.closedToOwner === true,
    IP_NOT_ALLOWED: record.allowsIp !== null && request.ip !== '203.0.113.9',
    INSUFFICIENT_SCOPE: !request.scopes.every((scope) => held.has(scope)),
  };
  return new Set(DECISION_CODES.filter((code) => reasons[code]));
}

describe('whatever comes together', () => {
  const moment = fc.constantFrom(null, NOW - 1, NOW, NOW + 1);
  const record = fc.record({
    revokedAt: fc.constantFrom(null, null, NOW),
    suspendedAt: fc.constantFrom(null, null, NOW),
    expiresAt: moment,
    ownerLeft: fc.boolean(),
    allowsIp: fc.constantFrom(null, OFFICE.allowsIp),
    scopes: fc.subarray(['mcp:read', 'crm:write', 'hr:read']),
  });
  const request = fc.record({
    environment: fc.constantFrom(undefined, 'production', 'staging'),
    server: fc.constantFrom(undefined, 'crm', 'old', 'hr', 'mail', 'lab', 'billing'),
    ip: fc.constantFrom(undefined, '203.0.113.9', '198.51.100.1'),
    scopes: fc.subarray(['mcp:read', 'crm:read', 'crm:write', 'hr:read']),
  });

  it('the first reason of the order is the code, and VALID is where there is none', () => {
    fc.assert(
      fc.property(record, request, (fields, asked) => {
        const reasons = reasonsOf({ ...RECORD, ...fields }, asked);
        const first = DECISION_CODES.find((code) => reasons.has(code)) ?? 'VALID';
        expect(decide({ ...RECORD, ...fields }, asked, NOW)).toBe(first);
      }),
      { numRuns: 2_000 },
    );
  });

  it('taking a reason away never leads to an earlier one', () => {
    const rank = (code: DecisionCode) =>
      code === 'VALID' ? DECISION_CODES.length : DECISION_CODES.indexOf(code);
    fc.assert(
      fc.property(record, request, (fields, asked) => {
        const before = decide({ ...RECORD, ...fields }, asked, NOW);
        const eased = {
          revokedAt: null,
          suspendedAt: null,
          expiresAt: null,
          ownerLeft: false,
          allowsIp: null,
        };
        for (const name of Object.keys(eased) as (keyof typeof eased)[]) {
          const after = decide({ ...RECORD, ...fields, [name]: eased[name] }, asked, NOW);
          expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
        }
      }),
    );
  });

  it('limits, which live in Redis, are never decided from the record', () => {
    fc.assert(
      fc.property(record, request, (fields, asked) => {
        const limited = {
          ...RECORD,
          ...fields,
          quota: { limit: 1, refill: 'NEVER' as const },
          concurrencyLimit: 1,
        };
        expect(decide(limited, asked, NOW)).toBe(decide({ ...RECORD, ...fields }, asked, NOW));
      }),
    );
  });
});
