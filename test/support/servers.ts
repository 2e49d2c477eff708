import { MakeServer } from './documents/servers.ts';
import { Servers } from './documents.ts';
import { ask, success, type Tenant } from './graphql.ts';
import type { TestKeywatch } from './keywatch.ts';

/** Makes a server and returns its id. */
export async function makeServer(
  keywatch: TestKeywatch,
  { workspaceId, token }: Tenant,
  slug: string,
  more: object = {},
) {
  const made = await ask(keywatch, MakeServer, { workspaceId, slug, name: slug, ...more }, token);
  return success(made).server.id;
}

/** The id of the server that seedGateway made. */
export async function crmOf(keywatch: TestKeywatch, { workspaceId, token }: Tenant): Promise<string> {
  const servers = await ask(keywatch, Servers, { workspaceId }, token);
  return servers.find(({ slug }) => slug === 'crm')?.id ?? '';
}
