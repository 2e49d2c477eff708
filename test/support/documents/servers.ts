import { graphql } from '../gql/gql.ts';

export const MakeServer = graphql(`
  mutation MakeServer(
    $workspaceId: ID!
    $slug: String!
    $name: String!
    $environment: String
    $scopes: [String!]
    $description: String
    $status: ServerStatus
    $upstream: String
    $errorDialect: ErrorDialect
    $scopeImplications: [ScopeImplicationInput!]
    $defaultScopes: [String!]
    $ratePerMinute: Int
    $burst: Int
    $keyFormat: String
    $recoverableKeys: Boolean
  ) {
    createServer(
      workspaceId: $workspaceId
      slug: $slug
      name: $name
      environment: $environment
      scopes: $scopes
      description: $description
      status: $status
      upstream: $upstream
      errorDialect: $errorDialect
      scopeImplications: $scopeImplications
      defaultScopes: $defaultScopes
      ratePerMinute: $ratePerMinute
      burst: $burst
      keyFormat: $keyFormat
      recoverableKeys: $recoverableKeys
    ) {
      __typename
      ... on CreateServerSuccess { server { id slug } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const UpdateServer = graphql(`
  mutation UpdateServer(
    $workspaceId: ID!
    $serverId: ID!
    $slug: String
    $name: String
    $environment: String
    $scopes: [String!]
    $description: String
    $status: ServerStatus
    $upstream: String
    $errorDialect: ErrorDialect
    $scopeImplications: [ScopeImplicationInput!]
    $defaultScopes: [String!]
    $ratePerMinute: Int
    $burst: Int
    $keyFormat: String
    $recoverableKeys: Boolean
  ) {
    updateServer(
      workspaceId: $workspaceId
      serverId: $serverId
      slug: $slug
      name: $name
      environment: $environment
      scopes: $scopes
      description: $description
      status: $status
      upstream: $upstream
      errorDialect: $errorDialect
      scopeImplications: $scopeImplications
      defaultScopes: $defaultScopes
      ratePerMinute: $ratePerMinute
      burst: $burst
      keyFormat: $keyFormat
      recoverableKeys: $recoverableKeys
    ) {
      __typename
      ... on UpdateServerSuccess { server { id slug name description upstream ratePerMinute burst } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const DeleteServer = graphql(`
  mutation DeleteServer($workspaceId: ID!, $serverId: ID!, $confirmSlug: String!) {
    deleteServer(workspaceId: $workspaceId, serverId: $serverId, confirmSlug: $confirmSlug) {
      __typename
      ... on DeleteServerSuccess { serverId propagation }
      ... on Refusal { code message }
    }
  }
`);

export const Server = graphql(`
  query Server($workspaceId: ID!, $id: ID!) {
    server(workspaceId: $workspaceId, id: $id) {
      id slug name description environment status upstream errorDialect scopes defaultScopes
      ratePerMinute keyFormat recoverableKeys keyCount
      scopeCatalogue { name implies implied }
    }
  }
`);

export const ServerCounts = graphql(`
  query ServerCounts($workspaceId: ID!) {
    servers(workspaceId: $workspaceId) { id slug keyCount }
  }
`);

export const SetMemberServers = graphql(`
  mutation SetMemberServers($workspaceId: ID!, $userId: ID!, $serverIds: [ID!]) {
    setMemberServers(workspaceId: $workspaceId, userId: $userId, serverIds: $serverIds) {
      __typename
      ... on SetMemberServersSuccess { member { userId allServers servers { slug } } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const KeyLimits = graphql(`
  query KeyLimits($workspaceId: ID!, $serverId: ID, $first: Int) {
    keys(workspaceId: $workspaceId, first: $first) {
      edges {
        node {
          id
          servers { slug keyCount scopeCatalogue { name } }
          general: effectiveLimit { value windowSeconds burst from }
          there: effectiveLimit(serverId: $serverId) { value windowSeconds burst from }
        }
      }
    }
  }
`);
