import type { QuotaRefill } from '../../src/core/quota.ts';
import { CreateAccessToken, CreateKey, CreateServer } from './documents.ts';
import { ask, seedTenant, success, type Tenant } from './graphql.ts';
import type { RemoteKeywatch } from './keywatch.ts';

/** A tenant with a gateway in front of a server, and a key of theirs. */
export interface Gateway {
  readonly tenant: Tenant;
  readonly token: string;
  readonly keyId: string;
  readonly secret: string;
  verify(body: Record<string, unknown>): Promise<{ status: number; body: unknown }>;
  verifyBatch(verifications: unknown): Promise<{ status: number; body: unknown }>;
  release(leaseId: string): Promise<{ status: number; body: unknown }>;
  renew(leaseId: string): Promise<{ status: number; body: unknown }>;
  report(body: Record<string, unknown>): Promise<{ status: number; body: unknown }>;
}

type KeyOptions = Partial<{
  scopes: string[];
  expiresAt: string;
  rateLimit: { limit: number; windowSeconds: number; burst?: number };
  serverIds: string[];
  quota: { limit: number; refill: QuotaRefill };
  concurrencyLimit: number;
}>;

/** Seeds a tenant through GraphQL: a server `crm`, a gateway token and a key. */
export async function seedGateway(keywatch: RemoteKeywatch, options: KeyOptions = {}): Promise<Gateway> {
  const tenant = await seedTenant(keywatch);
  const { workspaceId } = tenant;
  success(await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, tenant.token));
  const token = await createToken(keywatch, tenant, 'GATEWAY');
  const made = await ask(keywatch, CreateKey, { workspaceId, name: 'Key', ...options }, tenant.token);
  const { key, secret } = success(made);
  return {
    tenant,
    token,
    keyId: key.id,
    secret,
    verify: async (body) => await keywatch.post('/v1/keys/verify', token, body),
    verifyBatch: async (verifications) =>
      await keywatch.post('/v1/keys/verify-batch', token, { verifications }),
    release: async (leaseId) => await keywatch.post(`/v1/leases/${leaseId}/release`, token, {}),
    renew: async (leaseId) => await keywatch.post(`/v1/leases/${leaseId}/renew`, token, {}),
    report: async (body) => await keywatch.post('/v1/usage', token, body),
  };
}

export async function createToken(
  keywatch: RemoteKeywatch,
  { workspaceId, token }: Tenant,
  kind: 'ADMIN' | 'GATEWAY',
): Promise<string> {
  const made = await ask(keywatch, CreateAccessToken, { workspaceId, kind, name: 'machine' }, token);
  return success(made).secret;
}
