import { randomUUID } from 'node:crypto';
import { seedAlert } from './alerts.ts';
import { CommentOnAlert, CreateMute, CreateThreshold } from './documents/alerts.ts';
import { ContainKey } from './documents/containment.ts';
import { DeleteKey, MakeKey } from './documents/keys.ts';
import { MakeToken } from './documents/platform.ts';
import { MakeServer } from './documents/servers.ts';
import { SendTestEvent } from './documents/webhooks.ts';
import { CreateWebhookEndpoint, CreateWorkspace, RevokeKey, SignUp } from './documents.ts';
import { createToken } from './gateway.ts';
import { ask, PASSWORD, type Person, success, type Tenant } from './graphql.ts';
import type { TestKeywatch } from './keywatch.ts';
import { invite } from './members.ts';
import { addMember } from './sql.ts';

/** Runs where it is taken for markup. */
const MARKUP = '<img src=x onerror=alert(1)><script>alert(1)</script>';
const RIGHT_TO_LEFT = 'מפתח הלילה';
const OVERRIDDEN = 'night\u202Ehctab';
/** As long as a name may be, without a space to break at. */
const LONG = 'W'.repeat(80);
/** Names that break careless pages. */
export const NAMES: readonly string[] = [MARKUP, RIGHT_TO_LEFT, OVERRIDDEN, LONG];
const LONG_TEXT = 'W'.repeat(500);
const LONG_SCOPE = `crm:${'w'.repeat(60)}`;

/** A workspace in which everything that can be named has a name that breaks careless pages. */
export interface HostileWorkspace extends Tenant {
  /** Named `MARKUP`; it has traffic, limits and much metadata. */
  readonly keyId: string;
  readonly revokedKeyId: string;
  readonly serverId: string;
  readonly webhookId: string;
  /** An alert of `keyId`. */
  readonly alertId: string;
  /** An alert of a key that was deleted. */
  readonly pastAlertId: string;
}

export async function seedHostileWorkspace(keywatch: TestKeywatch): Promise<HostileWorkspace> {
  const owner = await signUpAs(keywatch, MARKUP);
  const made = success(await ask(keywatch, CreateWorkspace, { name: LONG }, owner.token));
  const tenant = { ...owner, workspaceId: made.workspace.id };
  const serverIds = await seedServers(keywatch, tenant);
  const keys = await seedKeys(keywatch, tenant, serverIds);
  const webhookId = await seedPlaces(keywatch, tenant, serverIds);
  const alerts = await seedAlerts(keywatch, tenant, keys);
  return { ...tenant, ...keys, ...alerts, webhookId, serverId: serverIds[0] ?? '' };
}

/** Somebody of any name: `signUp` makes the address of it. */
async function signUpAs(keywatch: TestKeywatch, name: string): Promise<Person> {
  const email = `${'e'.repeat(24)}-${randomUUID()}@${'long-domain.'.repeat(8)}example.com`;
  const { user, token } = success(await ask(keywatch, SignUp, { email, name, password: PASSWORD }));
  return { id: user.id, email, token };
}

async function seedServers(keywatch: TestKeywatch, { workspaceId, token }: Tenant): Promise<string[]> {
  const servers: string[] = [];
  for (const [index, name] of NAMES.entries()) {
    const slug = index === 3 ? 's'.repeat(40) : `server-${String(index)}`;
    const upstream = `https://upstream.invalid/${'path'.repeat(40)}`;
    const described = {
      description: index === 1 ? LONG_TEXT : name,
      upstream,
      scopes: ['crm:read', LONG_SCOPE],
    };
    const server = {
      workspaceId,
      slug,
      name,
      environment: 'development',
      recoverableKeys: true,
      ...described,
    };
    servers.push(success(await ask(keywatch, MakeServer, server, token)).server.id);
  }
  return servers;
}

async function seedKeys(keywatch: TestKeywatch, tenant: Tenant, serverIds: readonly string[]) {
  const { workspaceId, token } = tenant;
  const make = async (name: string, more: object = {}) =>
    success(await ask(keywatch, MakeKey, { workspaceId, name, ...more }, token));
  const allowed = {
    serverIds,
    scopes: ['crm:read', LONG_SCOPE],
    allowCidrs: ['203.0.113.0/24', '2001:db8::/32'],
  };
  const metadata = { [MARKUP]: RIGHT_TO_LEFT, [LONG]: 'x'.repeat(2_000), override: OVERRIDDEN };
  const limits = {
    rateLimit: { limit: 1_000_000, windowSeconds: 60 },
    quota: { limit: 1_000_000, refill: 'MONTHLY' },
  };
  const { key, secret } = await make(MARKUP, {
    ...allowed,
    metadata,
    ...limits,
    environment: 'development',
    recoverable: true,
  });
  await make(RIGHT_TO_LEFT);
  await make(LONG);
  const [revoked, deleted] = [await make(OVERRIDDEN), await make(LONG)];
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId: revoked.key.id }, token));
  await seedTraffic(keywatch, tenant, { keyId: key.id, secret });
  return { keyId: key.id, revokedKeyId: revoked.key.id, deletedKeyId: deleted.key.id };
}

async function seedTraffic(keywatch: TestKeywatch, tenant: Tenant, of: { keyId: string; secret: string }) {
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const verifications = NAMES.map((endpoint, index) => ({
    key: of.secret,
    server: 'server-0',
    endpoint,
    scopes: index === 3 ? ['crm:absent'] : [],
    ip: `203.0.113.${String(index + 1)}`,
    userAgent: `${endpoint} ${LONG_TEXT}`,
  }));
  await keywatch.post('/v1/keys/verify-batch', gateway, { verifications });
  const leaks = [{ key: of.secret, url: `https://pastes.invalid/${'paste'.repeat(60)}` }];
  await keywatch.post('/v1/leaks', await createToken(keywatch, tenant, 'ADMIN'), { leaks });
}

/** Members, invitations, tokens, webhooks, mutes and thresholds; the id of a webhook. */
async function seedPlaces(
  keywatch: TestKeywatch,
  tenant: Tenant,
  serverIds: readonly string[],
): Promise<string> {
  const { workspaceId, token } = tenant;
  const until = new Date(Date.now() + 3_600_000).toISOString();
  let webhookId = '';
  for (const [index, name] of NAMES.entries()) {
    const { id: userId } = await signUpAs(keywatch, name);
    await addMember(keywatch.databaseUrl, { workspaceId, userId, role: 'MEMBER' });
    const url = `https://hooks.invalid/${encodeURIComponent(name)}/${'hook'.repeat(100)}`;
    const endpoint = { workspaceId, url, description: index === 1 ? LONG_TEXT : name };
    webhookId = success(await ask(keywatch, CreateWebhookEndpoint, endpoint, token)).endpoint.id;
    const scopes = ['verify', 'usage:write'];
    success(await ask(keywatch, MakeToken, { workspaceId, kind: 'GATEWAY', name, scopes }, token));
    const [serverId] = serverIds;
    const mute = { workspaceId, serverId, reason: name, until };
    success(await ask(keywatch, CreateMute, mute, token));
    const threshold = { workspaceId, name, metric: 'REQUESTS' as const, limit: 1e6 };
    success(await ask(keywatch, CreateThreshold, threshold, token));
  }
  await invite(keywatch, tenant, `${'i'.repeat(60)}@${'long-domain.'.repeat(10)}example.com`);
  success(await ask(keywatch, SendTestEvent, { workspaceId, endpointId: webhookId }, token));
  return webhookId;
}

async function seedAlerts(
  keywatch: TestKeywatch,
  { workspaceId, token }: Tenant,
  { keyId, revokedKeyId, deletedKeyId }: Record<'keyId' | 'revokedKeyId' | 'deletedKeyId', string>,
) {
  const seed = async (of: string | null, kind: string, sentence: string) =>
    await seedAlert(keywatch.databaseUrl, { workspaceId, keyId: of, kind, sentence, severity: 'CRITICAL' });
  const alertId = await seed(keyId, 'spike', `${MARKUP} ${LONG_TEXT}`);
  await seed(revokedKeyId, 'dormant', `${RIGHT_TO_LEFT} 900 ${OVERRIDDEN}`);
  await seed(null, 'unknown_keys', LONG_TEXT);
  const pastAlertId = await seed(deletedKeyId, 'spike', RIGHT_TO_LEFT);
  for (const text of [MARKUP, `${LONG_TEXT}${LONG_TEXT}`]) {
    success(await ask(keywatch, CommentOnAlert, { workspaceId, alertId, text }, token));
  }
  success(await ask(keywatch, DeleteKey, { workspaceId, keyId: deletedKeyId }, token));
  const containment = { workspaceId, keyId, step: 'SUSPEND' as const, reason: LONG_TEXT, alertId };
  await ask(keywatch, ContainKey, containment, token);
  return { alertId, pastAlertId };
}
