import { graphql } from '../gql/gql.ts';

export const MakeToken = graphql(`
  mutation MakeToken(
    $workspaceId: ID!
    $kind: AccessTokenKind!
    $name: String!
    $scopes: [String!]
    $expiresAt: DateTime
    $expiresInDays: Int
  ) {
    createAccessToken(
      workspaceId: $workspaceId
      kind: $kind
      name: $name
      scopes: $scopes
      expiresAt: $expiresAt
      expiresInDays: $expiresInDays
    ) {
      __typename
      ... on CreateAccessTokenSuccess { accessToken { id kind name scopes expiresAt } secret warning }
      ... on Refusal { code message }
    }
  }
`);

export const RevokeToken = graphql(`
  mutation RevokeToken($workspaceId: ID!, $accessTokenId: ID!) {
    revokeAccessToken(workspaceId: $workspaceId, accessTokenId: $accessTokenId) {
      __typename
      ... on RevokeAccessTokenSuccess { accessTokenId }
      ... on Refusal { code message }
    }
  }
`);

export const AccessTokens = graphql(`
  query AccessTokens($workspaceId: ID!, $first: Int, $after: String) {
    accessTokens(workspaceId: $workspaceId, first: $first, after: $after) {
      edges { node { id kind name scopes restricted createdBy { id name } createdAt expiresAt lastUsedAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const FilteredAuditLog = graphql(`
  query FilteredAuditLog($workspaceId: ID!, $filter: AuditLogFilter, $first: Int, $after: String) {
    auditLog(workspaceId: $workspaceId, filter: $filter, first: $first, after: $after) {
      edges { node { id at action actor { id name email } actorId tokenId targetType targetId ip detail before after } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const AlertKinds = graphql(`
  query AlertKinds { alertKinds { kind title description advice figures unit severity } }
`);

export const TokenScopes = graphql(`
  query TokenScopes { tokenScopes { scope description kinds } }
`);
