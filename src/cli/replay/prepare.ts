import {
  CreateAccessToken,
  CreateKey,
  CreateServer,
  CreateWorkspace,
  Keys,
  Servers,
  Workspaces,
} from '../documents.ts';
import { type Http, succeeded } from '../http.ts';

/** Where a log is replayed to. */
export interface Target {
  readonly workspaceId: string;
  readonly serverId: string;
  readonly gatewayToken: string;
  /** Backfills take an ADMIN token. */
  readonly adminToken: string;
  readonly keyIdOfAddress: ReadonlyMap<string, string>;
  /** The secrets of keys that were made now: a secret is shown once, so a second replay knows none. */
  readonly newSecrets: ReadonlyMap<string, string>;
}

export const SERVER_SLUG = 'access-log';

/** Keys made at a time. */
const CONCURRENCY = 8;

/** Makes what a replay needs and is not there yet: workspace, server, tokens, one key per client address. */
export async function prepareTarget(
  http: Http,
  workspaceName: string,
  addresses: readonly string[],
  onKey: (made: number) => void,
): Promise<Target> {
  const workspaceId = await findOrCreateWorkspace(http, workspaceName);
  const serverId = await findOrCreateServer(http, workspaceId);
  const keyIdOfAddress = await findKeys(http, workspaceId);
  const newSecrets = await createKeys(http, workspaceId, keyIdOfAddress, addresses, onKey);
  return {
    workspaceId,
    serverId,
    gatewayToken: await createToken(http, workspaceId, 'GATEWAY'),
    adminToken: await createToken(http, workspaceId, 'ADMIN'),
    keyIdOfAddress,
    newSecrets,
  };
}

async function findOrCreateWorkspace(http: Http, name: string): Promise<string> {
  const { viewer } = await http.graphql(Workspaces, {});
  const known = viewer.workspaces.find((workspace) => workspace.name === name);
  if (known !== undefined) return known.id;
  return succeeded((await http.graphql(CreateWorkspace, { name })).createWorkspace).workspace.id;
}

async function findOrCreateServer(http: Http, workspaceId: string): Promise<string> {
  const { servers } = await http.graphql(Servers, { workspaceId });
  const known = servers.find(({ slug }) => slug === SERVER_SLUG);
  if (known !== undefined) return known.id;
  const variables = { workspaceId, slug: SERVER_SLUG, name: 'Access log' };
  return succeeded((await http.graphql(CreateServer, variables)).createServer).server.id;
}

async function createToken(http: Http, workspaceId: string, kind: 'ADMIN' | 'GATEWAY'): Promise<string> {
  const variables = { workspaceId, kind, name: `replay ${kind.toLowerCase()}` };
  return succeeded((await http.graphql(CreateAccessToken, variables)).createAccessToken).secret;
}

async function findKeys(http: Http, workspaceId: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let after: string | null = null;
  do {
    const { keys }: { keys: KeyPage } = await http.graphql(Keys, { workspaceId, after });
    for (const { node } of keys.edges) found.set(node.name, node.id);
    after = keys.pageInfo.hasNextPage ? (keys.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return found;
}

interface KeyPage {
  readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

async function createKeys(
  http: Http,
  workspaceId: string,
  keyIdOfAddress: Map<string, string>,
  addresses: readonly string[],
  onKey: (made: number) => void,
): Promise<Map<string, string>> {
  const secrets = new Map<string, string>();
  const missing = addresses.filter((address) => !keyIdOfAddress.has(address));
  onKey(addresses.length - missing.length);
  const queue = missing.values();
  const work = async () => {
    for (const name of queue) {
      const { key, secret } = succeeded((await http.graphql(CreateKey, { workspaceId, name })).createApiKey);
      keyIdOfAddress.set(name, key.id);
      secrets.set(name, secret);
      onKey(1);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return secrets;
}
