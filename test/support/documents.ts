import { graphql } from './gql/gql.ts';

export const SignUp = graphql(`
  mutation SignUp($email: String!, $name: String!, $password: String!) {
    signUp(email: $email, name: $name, password: $password) {
      __typename
      ... on SignUpSuccess { user { id email name } token expiresAt }
      ... on Refusal { code message }
    }
  }
`);

export const SignIn = graphql(`
  mutation SignIn($email: String!, $password: String!) {
    signIn(email: $email, password: $password) {
      __typename
      ... on SignInSuccess { user { id email name } token expiresAt }
      ... on Refusal { code message }
    }
  }
`);

export const SignOut = graphql(`
  mutation SignOut {
    signOut { __typename ... on SignOutSuccess { signedOut } ... on Refusal { code message } }
  }
`);

export const Viewer = graphql(`
  query Viewer {
    viewer { id email name workspaces { id name role } }
  }
`);

export const CreateWorkspace = graphql(`
  mutation CreateWorkspace($name: String!) {
    createWorkspace(name: $name) {
      __typename
      ... on CreateWorkspaceSuccess { workspace { id name createdAt } }
      ... on Refusal { code message }
    }
  }
`);

export const CreateServer = graphql(`
  mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!, $scopes: [String!]) {
    createServer(workspaceId: $workspaceId, slug: $slug, name: $name, scopes: $scopes) {
      __typename
      ... on CreateServerSuccess { server { id slug name environment status scopes } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const Servers = graphql(`
  query Servers($workspaceId: ID!) {
    servers(workspaceId: $workspaceId) { id slug }
  }
`);

export const CreateKey = graphql(`
  mutation CreateKey(
    $workspaceId: ID!
    $name: String!
    $description: String
    $environment: String
    $serverIds: [ID!]
    $scopes: [String!]
    $expiresAt: DateTime
    $expiresInDays: Int
    $rateLimit: RateLimitInput
    $quota: QuotaInput
    $concurrencyLimit: Int
    $metadata: Json
  ) {
    createApiKey(
      workspaceId: $workspaceId
      name: $name
      description: $description
      environment: $environment
      serverIds: $serverIds
      scopes: $scopes
      expiresAt: $expiresAt
      expiresInDays: $expiresInDays
      rateLimit: $rateLimit
      quota: $quota
      concurrencyLimit: $concurrencyLimit
      metadata: $metadata
    ) {
      __typename
      ... on CreateApiKeySuccess { key { id prefix lastFour scopes createdAt expiresAt } secret warning }
      ... on Refusal { code message }
    }
  }
`);

export const Keys = graphql(`
  query Keys($workspaceId: ID!, $first: Int, $after: String) {
    keys(workspaceId: $workspaceId, first: $first, after: $after) {
      edges {
        cursor
        node {
          id name description prefix lastFour environment scopes allServers serverCount status metadata
          servers { slug }
          owner { id name email }
          createdAt lastUsedAt expiresAt revokedAt
          rateLimit { limit windowSeconds }
        }
      }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
`);

export const RevokeKey = graphql(`
  mutation RevokeKey($workspaceId: ID!, $keyId: ID!) {
    revokeApiKey(workspaceId: $workspaceId, keyId: $keyId) {
      __typename
      ... on RevokeApiKeySuccess { key { id status revokedAt } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const CreateAccessToken = graphql(`
  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $expiresInDays: Int) {
    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: $expiresInDays) {
      __typename
      ... on CreateAccessTokenSuccess { accessToken { id kind name expiresAt } secret warning }
      ... on Refusal { code message }
    }
  }
`);

export const CreateWebhookEndpoint = graphql(`
  mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!, $description: String) {
    createWebhookEndpoint(workspaceId: $workspaceId, url: $url, description: $description) {
      __typename
      ... on CreateWebhookEndpointSuccess { endpoint { id url description disabledAt } secret warning }
      ... on Refusal { code message }
    }
  }
`);

export const WebhookEndpoints = graphql(`
  query WebhookEndpoints($workspaceId: ID!) {
    webhookEndpoints(workspaceId: $workspaceId) { id url }
  }
`);

export const AuditLog = graphql(`
  query AuditLog($workspaceId: ID!, $first: Int, $after: String) {
    auditLog(workspaceId: $workspaceId, first: $first, after: $after) {
      edges { node { id action actorId targetType targetId ip detail at } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Alerts = graphql(`
  query Alerts($workspaceId: ID!, $state: AlertState, $first: Int, $after: String) {
    alerts(workspaceId: $workspaceId, state: $state, first: $first, after: $after) {
      edges { node { id kind severity state sentence observed expected since openedAt key { id name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Usage = graphql(`
  query Usage(
    $workspaceId: ID!
    $from: DateTime!
    $to: DateTime!
    $granularity: Granularity!
    $filter: UsageFilter
    $groupBy: [UsageDimension!]
    $metadata: String
    $top: Int
    $timeZone: String
    $compare: Boolean
  ) {
    usage(
      workspaceId: $workspaceId
      from: $from
      to: $to
      granularity: $granularity
      filter: $filter
      groupBy: $groupBy
      metadata: $metadata
      top: $top
      timeZone: $timeZone
      compare: $compare
    ) {
      from to completeThrough lostEvents groupsLeftOut
      previous { from to totals { requests errorRate p50Ms } }
      totals { requests denied clientErrors serverErrors errorRate bytes p50Ms p95Ms p99Ms }
      groups {
        keyId serverId endpoint code environment ownerId metadata rest
        key { id name }
        server { slug }
        owner { name }
        previous { requests p50Ms }
        totals { requests denied clientErrors serverErrors bytes p50Ms }
        series { at requests denied clientErrors serverErrors bytes }
      }
    }
  }
`);

export const DetectorDryRun = graphql(`
  query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {
    detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {
      keyId
      key { name }
      phase
      findingsLeftOut
      findings { kind severity since minute observed expected lower upper score sentence }
    }
  }
`);

export const DeniedBreakdown = graphql(`
  query DeniedBreakdown($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter, $by: UsageOwnerDimension!, $top: Int!) {
    deniedBreakdown(workspaceId: $workspaceId, from: $from, to: $to, filter: $filter, by: $by, top: $top) {
      from to completeThrough requests
      codes { code requests }
      groups { group { keyId serverId rest totals { requests } server { slug } } codes { code requests } }
    }
  }
`);

export const EndpointPatterns = graphql(`
  query EndpointPatterns($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter, $by: UsageOwnerDimension!, $endpoints: Int!) {
    endpointPatterns(workspaceId: $workspaceId, from: $from, to: $to, filter: $filter, by: $by, endpoints: $endpoints) {
      from to completeThrough
      groups { group { keyId serverId totals { requests } } endpoints { endpoint share totals { requests errorRate p95Ms } } }
    }
  }
`);

export const KeySources = graphql(`
  query KeySources($workspaceId: ID!, $keyId: ID!, $kind: SourceKind, $first: Int, $after: String) {
    sources(workspaceId: $workspaceId, keyId: $keyId, kind: $kind, first: $first, after: $after) {
      edges { cursor node { kind value firstSeenAt lastSeenAt requests days } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
