import type { KeyRecord } from '../../src/core/key/record.ts';

const CRM = '019aa000-0000-7000-8000-0000000000ff';

/** A key that opens the server `crm`. */
export function keyRecord(id: string, workspaceId: string): KeyRecord {
  const rateLimit = { limit: 1, windowSeconds: 1 };
  const server = { id: CRM, slug: 'crm', environment: '', active: true, closedToOwner: false };
  return {
    id,
    workspaceId,
    ownerId: '',
    name: '',
    environment: '',
    scopes: [],
    servers: new Map([['crm', { ...server, scopeImplications: {}, rateLimit }]]),
    metadata: {},
    version: 1,
    rateLimit,
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
}
