import { postRequest } from './load.ts';

/** The list of keys as a dashboard asks for it. */
const KEYWATCH = `
  query Keys($workspaceId: ID!, $first: Int!) {
    keys(workspaceId: $workspaceId, first: $first) {
      edges {
        cursor
        node {
          id name description prefix lastFour environment scopes status createdAt lastUsedAt expiresAt serverCount
          servers { id slug name }
          owner { id name email }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`;

/**
 * The same of PostGraphile. The servers of keys that open all of them are asked for once, beside the keys, so its answer
 * is smaller than the others'; the status is left to the client.
 */
const POSTGRAPHILE = `
  query Keys($workspaceId: UUID!, $first: Int!) {
    workspaceByRowId(rowId: $workspaceId) {
      serversByWorkspaceId(orderBy: [ROW_ID_ASC]) { nodes { rowId slug name } }
      keysByWorkspaceId(first: $first, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
        edges {
          cursor
          node {
            rowId name description prefix lastFour environment scopes suspendedAt revokedAt createdAt lastUsedAt expiresAt
            allServers
            keyServersByWorkspaceIdAndKeyId { nodes { serverByWorkspaceIdAndServerId { rowId slug name } } }
            userByOwnerId { rowId name email }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`;

/** What a page of keys is asked for with. */
export interface PageOfKeys {
  readonly workspaceId: string;
  readonly session: string;
}

export function keywatchRequest({ workspaceId, session }: PageOfKeys, first: number): Buffer {
  const body = { query: KEYWATCH, variables: { workspaceId, first } };
  return postRequest('/graphql', body, { authorization: `Bearer ${session}` });
}

export function sqlRequest({ workspaceId }: PageOfKeys, first: number): Buffer {
  return postRequest('/', { variables: { workspaceId, first } });
}

export function postgraphileRequest({ workspaceId }: PageOfKeys, first: number): Buffer {
  return postRequest('/graphql', { query: POSTGRAPHILE, variables: { workspaceId, first } });
}
