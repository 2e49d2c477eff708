import type { GraphQLResolveInfo } from 'graphql';
import { findServerRows, type ServerRow } from '../../storage/servers.ts';
import type { GraphqlContext } from '../context.ts';

type ServersById = ReadonlyMap<string, ServerRow>;
type Path = GraphQLResolveInfo['path'];

/** Kept for as long as a root field is being answered; the next mutation of a request reads anew. */
const readFor = new WeakMap<Path, Map<string, ServersById | Promise<ServersById>>>();

/**
 * Makes something of a workspace's servers, in the order of their ids. They are read once for each root field, however
 * many keys of a page want them: half of a workspace's keys may open every one. Answers at once where they have been
 * read: a promise for each key of a page costs more than the rest of the key.
 */
export function withServersOf<Result>(
  context: GraphqlContext,
  { path }: GraphQLResolveInfo,
  workspaceId: string,
  use: (servers: ServersById) => Result,
): Result | Promise<Result> {
  const root = rootOf(path);
  const read = readFor.get(root) ?? new Map<string, ServersById | Promise<ServersById>>();
  readFor.set(root, read);
  const servers = read.get(workspaceId) ?? readServers(context, workspaceId, read);
  return servers instanceof Promise ? servers.then(use) : use(servers);
}

/** Reads a workspace's servers before the keys of a page ask for them. */
export async function readServersOf(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  workspaceId: string,
): Promise<void> {
  await withServersOf(context, info, workspaceId, () => undefined);
}

function readServers(
  { read }: GraphqlContext,
  workspaceId: string,
  known: Map<string, ServersById | Promise<ServersById>>,
): Promise<ServersById> {
  const reading = findServerRows(read, workspaceId).then((rows) => {
    const servers = new Map(rows.map((server) => [server.id, server]));
    known.set(workspaceId, servers);
    return servers;
  });
  known.set(workspaceId, reading);
  return reading;
}

function rootOf(path: Path): Path {
  return path.prev === undefined ? path : rootOf(path.prev);
}
