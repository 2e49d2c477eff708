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

/** A key of the demo. */
export interface DemoKey {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
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
  readonly server: string;
  readonly keys: readonly DemoKey[];
}

/** Wide enough that the thief is seen and not stopped. */
const RATE_LIMIT = { limit: 100_000, windowSeconds: 60 };

/** Signs a customer up through GraphQL, and makes their workspace, server, keys and tokens. */
export async function createTenant(
  url: string,
  wanted: { name: string; server: string; keyNames: readonly string[] },
): Promise<Tenant> {
  const http = createHttp(url);
  const email = `${wanted.name.toLowerCase()}-${randomUUID().slice(0, 8)}@demo.example`;
  const password = randomUUID();
  http.signIn(succeeded((await http.graphql(SignUp, { email, name: wanted.name, password })).signUp).token);
  const { workspace } = succeeded(
    (await http.graphql(CreateWorkspace, { name: wanted.name })).createWorkspace,
  );
  const workspaceId = workspace.id;
  const { server } = wanted;
  succeeded((await http.graphql(CreateServer, { workspaceId, slug: server, name: server })).createServer);
  const keys: DemoKey[] = [];
  for (const name of wanted.keyNames) {
    const made = succeeded(
      (await http.graphql(CreateKey, { workspaceId, name, rateLimit: RATE_LIMIT })).createApiKey,
    );
    keys.push({ id: made.key.id, name, secret: made.secret });
  }
  const token = async (kind: 'ADMIN' | 'GATEWAY') =>
    succeeded((await http.graphql(CreateAccessToken, { workspaceId, kind, name: 'demo' })).createAccessToken)
      .secret;
  return {
    name: wanted.name,
    http,
    email,
    password,
    workspaceId,
    gatewayToken: await token('GATEWAY'),
    adminToken: await token('ADMIN'),
    server,
    keys,
  };
}

/** Has a tenant's alerts sent to a receiver; returns the secret that they are signed with. */
export async function createWebhook({ http, workspaceId }: Tenant, url: string): Promise<string> {
  const { createWebhookEndpoint } = await http.graphql(CreateWebhookEndpoint, { workspaceId, url });
  return succeeded(createWebhookEndpoint).secret;
}
