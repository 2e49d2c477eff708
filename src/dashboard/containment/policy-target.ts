import type { PolicyFieldsFragment } from '../gql/graphql.ts';

/** Whose policy it is: a server's, a key's, or, where neither is named, the workspace's. */
export interface PolicyTarget {
  readonly serverId?: string;
  readonly keyId?: string;
}

/** The policy that is set for exactly this target. */
export function policyFor(
  policies: readonly PolicyFieldsFragment[],
  { serverId, keyId }: PolicyTarget,
): PolicyFieldsFragment | undefined {
  return policies.find(({ key, server }) => key?.id === keyId && server?.id === serverId);
}

/** What a server or key goes by that has no policy of its own: those of its servers, else the workspace's, else none. */
export function inheritedBy(
  policies: readonly PolicyFieldsFragment[],
  serverIds: readonly string[],
): readonly PolicyFieldsFragment[] {
  const ofServers = policies.filter(({ server }) => server !== null && serverIds.includes(server.id));
  if (ofServers.length > 0) return ofServers;
  const ofWorkspace = policyFor(policies, {});
  return ofWorkspace === undefined ? [] : [ofWorkspace];
}
