import { useEffect, useMemo } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { useRead } from '../../api/use-read.ts';
import {
  KeysOwnersDocument,
  type KeysOwnersQuery,
  KeysServersDocument,
  type KeysServersQuery,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';

/** A server as keys are given it. */
export type OpenedServer = KeysServersQuery['servers'][number];

/** Somebody who may own keys. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isViewer: boolean;
}

/** What keys of the workspace can have. */
export interface Choices {
  readonly servers: readonly OpenedServer[];
  readonly owners: readonly Owner[];
  readonly environments: readonly string[];
  /** Of all catalogues of the servers. */
  readonly scopes: readonly string[];
}

const USUAL_ENVIRONMENTS = ['production', 'staging', 'development'];

/** Reads the servers of the workspace, and its members where `withOwners`. */
export function useChoices(withOwners: boolean): Choices {
  const { id: workspaceId } = useWorkspace();
  const { data } = useRead(
    KeysServersDocument,
    useMemo(() => ({ workspaceId }), [workspaceId]),
  );
  const owners = useOwners(withOwners);
  const servers = data?.servers ?? NONE;
  return useMemo(
    () => ({
      servers,
      owners,
      environments: [...new Set([...USUAL_ENVIRONMENTS, ...servers.map(({ environment }) => environment)])],
      scopes: [...new Set(servers.flatMap(scopesOf))].sort(),
    }),
    [servers, owners],
  );
}

const NONE: readonly OpenedServer[] = [];

/** What keys for a server may be given. */
export function scopesOf({ scopes, scopeCatalogue }: OpenedServer): readonly string[] {
  return scopes.length > 0 ? scopes : scopeCatalogue.map(({ name }) => name);
}

const MEMBERS_A_PAGE = 100;

/** All members, page after page. */
function useOwners(wanted: boolean): readonly Owner[] {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId, first: MEMBERS_A_PAGE }), [workspaceId]);
  const { rows, more } = usePages(KeysOwnersDocument, variables, membersOf, { pause: !wanted });
  useEffect(() => more?.(), [more]);
  return useMemo(
    () =>
      (rows ?? [])
        .map(({ user, role }) => ({
          id: user.id,
          name: user.name,
          email: user.email,
          isViewer: role === 'VIEWER',
        }))
        .sort((one, other) => one.name.localeCompare(other.name)),
    [rows],
  );
}

function membersOf({ members }: KeysOwnersQuery) {
  return members;
}
