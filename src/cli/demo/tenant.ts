import { randomUUID } from 'node:crypto';
import {
  CreateAccessToken,
  CreateKey,
  CreateServer,
  CreateWebhookEndpoint,
  CreateWorkspace,
  SignUp,
} from '../documents.ts';
import { createHttp, type Http, succeeded } from '../http.ts';
import type { Customer } from './customers.ts';

/** A key of the demo. */
export interface DemoKey {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  /** The slugs of those that it opens. */
  readonly servers: readonly string[];
}

/** A customer of the demo, with everything that a customer makes first. */
export interface Tenant {
  readonly name: string;
  readonly http: Http;
  readonly email: string;
  readonly password: string;
  readonly workspaceId: string;
  readonly gatewayToken: string;
  readonly adminToken: string;
  readonly keys: readonly DemoKey[];
}

/** Wide enough that the thief is seen and not stopped. */
const RATE_LIMIT = { limit: 100_000, windowSeconds: 60 };

/** Signs a customer up through GraphQL, and makes their workspace, servers, keys and tokens. */
export async function createTenant(url: string, customer: Customer): Promise<Tenant> {
  const http = createHttp(url);
  const { name } = customer;
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@demo.example`;
  const password = randomUUID();
  http.signIn(succeeded((await http.graphql(SignUp, { email, name, password })).signUp).token);
  const { workspace } = succeeded((await http.graphql(CreateWorkspace, { name })).createWorkspace);
  const workspaceId = workspace.id;
  const keys = await createKeys(http, workspaceId, customer);
  const token = async (kind: 'ADMIN' | 'GATEWAY') =>
    succeeded(
      (await http.graphql(CreateAccessToken, { workspaceId, kind, name: TOKEN_NAMES[kind] }))
        .createAccessToken,
    ).secret;
  const gatewayToken = await token('GATEWAY');
  return { name, http, email, password, workspaceId, gatewayToken, adminToken: await token('ADMIN'), keys };
}

const TOKEN_NAMES = { ADMIN: 'History import', GATEWAY: 'Gateway' };

async function createKeys(http: Http, workspaceId: string, { servers, keys }: Customer): Promise<DemoKey[]> {
  const ids = new Map<string, string>();
  for (const server of servers) {
    const made = succeeded((await http.graphql(CreateServer, { workspaceId, ...server })).createServer);
    ids.set(server.slug, made.server.id);
  }
  const made: DemoKey[] = [];
  for (const { name, description, metadata, servers: slugs } of keys) {
    const serverIds = slugs.flatMap((slug) => ids.get(slug) ?? []);
    const wanted = { workspaceId, name, description, metadata, serverIds, rateLimit: RATE_LIMIT };
    const { key, secret } = succeeded((await http.graphql(CreateKey, wanted)).createApiKey);
    made.push({ id: key.id, name, secret, servers: slugs });
  }
  return made;
}

/** Has a tenant's alerts sent to a receiver; returns the secret that they are signed with. */
export async function createWebhook({ http, workspaceId }: Tenant, url: string): Promise<string> {
  const { createWebhookEndpoint } = await http.graphql(CreateWebhookEndpoint, { workspaceId, url });
  return succeeded(createWebhookEndpoint).secret;
}
