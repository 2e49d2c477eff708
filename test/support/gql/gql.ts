/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation SignUp($email: String!, $name: String!, $password: String!) {\n    signUp(email: $email, name: $name, password: $password) {\n      __typename\n      ... on SignUpSuccess { user { id email name } token expiresAt }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.SignUpDocument,
    "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      __typename\n      ... on SignInSuccess { user { id email name } token expiresAt }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignOut {\n    signOut { __typename ... on SignOutSuccess { signedOut } ... on Refusal { code message } }\n  }\n": typeof types.SignOutDocument,
    "\n  query Viewer {\n    viewer { id email name workspaces { id name role } }\n  }\n": typeof types.ViewerDocument,
    "\n  mutation CreateWorkspace($name: String!) {\n    createWorkspace(name: $name) {\n      __typename\n      ... on CreateWorkspaceSuccess { workspace { id name createdAt } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.CreateWorkspaceDocument,
    "\n  mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!, $scopes: [String!]) {\n    createServer(workspaceId: $workspaceId, slug: $slug, name: $name, scopes: $scopes) {\n      __typename\n      ... on CreateServerSuccess { server { id slug name environment status scopes } propagation }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.CreateServerDocument,
    "\n  query Servers($workspaceId: ID!) {\n    servers(workspaceId: $workspaceId) { id slug }\n  }\n": typeof types.ServersDocument,
    "\n  mutation CreateKey(\n    $workspaceId: ID!\n    $name: String!\n    $description: String\n    $environment: String\n    $serverIds: [ID!]\n    $scopes: [String!]\n    $expiresAt: DateTime\n    $expiresInDays: Int\n    $rateLimit: RateLimitInput\n    $metadata: Json\n  ) {\n    createKey(\n      workspaceId: $workspaceId\n      name: $name\n      description: $description\n      environment: $environment\n      serverIds: $serverIds\n      scopes: $scopes\n      expiresAt: $expiresAt\n      expiresInDays: $expiresInDays\n      rateLimit: $rateLimit\n      metadata: $metadata\n    ) {\n      __typename\n      ... on CreateKeySuccess { key { id prefix lastFour scopes createdAt expiresAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.CreateKeyDocument,
    "\n  query Keys($workspaceId: ID!, $first: Int, $after: String) {\n    keys(workspaceId: $workspaceId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id name description prefix lastFour environment scopes allServers serverCount status metadata\n          servers { slug }\n          owner { id name email }\n          createdAt lastUsedAt expiresAt revokedAt\n          rateLimit { limit windowSeconds }\n        }\n      }\n      pageInfo { hasNextPage hasPreviousPage endCursor }\n    }\n  }\n": typeof types.KeysDocument,
    "\n  mutation RevokeKey($workspaceId: ID!, $keyId: ID!) {\n    revokeKey(workspaceId: $workspaceId, keyId: $keyId) {\n      __typename\n      ... on RevokeKeySuccess { key { id status revokedAt } propagation }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.RevokeKeyDocument,
    "\n  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $expiresInDays: Int) {\n    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: $expiresInDays) {\n      __typename\n      ... on CreateAccessTokenSuccess { accessToken { id kind name expiresAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.CreateAccessTokenDocument,
    "\n  mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!, $description: String) {\n    createWebhookEndpoint(workspaceId: $workspaceId, url: $url, description: $description) {\n      __typename\n      ... on CreateWebhookEndpointSuccess { endpoint { id url description disabledAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.CreateWebhookEndpointDocument,
    "\n  query WebhookEndpoints($workspaceId: ID!) {\n    webhookEndpoints(workspaceId: $workspaceId) { id url }\n  }\n": typeof types.WebhookEndpointsDocument,
    "\n  query AuditLog($workspaceId: ID!, $first: Int, $after: String) {\n    auditLog(workspaceId: $workspaceId, first: $first, after: $after) {\n      edges { node { id action actorId targetType targetId ip detail at } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AuditLogDocument,
    "\n  query Alerts($workspaceId: ID!, $state: AlertState, $first: Int, $after: String) {\n    alerts(workspaceId: $workspaceId, state: $state, first: $first, after: $after) {\n      edges { node { id kind severity state sentence observed expected since openedAt key { id name } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AlertsDocument,
    "\n  query Usage(\n    $workspaceId: ID!\n    $from: DateTime!\n    $to: DateTime!\n    $granularity: Granularity!\n    $filter: UsageFilter\n    $groupBy: [UsageDimension!]\n    $top: Int\n  ) {\n    usage(\n      workspaceId: $workspaceId\n      from: $from\n      to: $to\n      granularity: $granularity\n      filter: $filter\n      groupBy: $groupBy\n      top: $top\n    ) {\n      from to completeThrough lostEvents groupsLeftOut\n      totals { requests denied clientErrors serverErrors errorRate bytes p50Ms p95Ms p99Ms }\n      groups {\n        keyId serverId endpoint code\n        key { id name }\n        server { slug }\n        totals { requests denied clientErrors serverErrors bytes p50Ms }\n        series { at requests denied clientErrors serverErrors bytes }\n      }\n    }\n  }\n": typeof types.UsageDocument,
    "\n  query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {\n    detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {\n      keyId\n      key { name }\n      phase\n      findingsLeftOut\n      findings { kind severity since minute observed expected lower upper score sentence }\n    }\n  }\n": typeof types.DetectorDryRunDocument,
};
const documents: Documents = {
    "\n  mutation SignUp($email: String!, $name: String!, $password: String!) {\n    signUp(email: $email, name: $name, password: $password) {\n      __typename\n      ... on SignUpSuccess { user { id email name } token expiresAt }\n      ... on Refusal { code message }\n    }\n  }\n": types.SignUpDocument,
    "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      __typename\n      ... on SignInSuccess { user { id email name } token expiresAt }\n      ... on Refusal { code message }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignOut {\n    signOut { __typename ... on SignOutSuccess { signedOut } ... on Refusal { code message } }\n  }\n": types.SignOutDocument,
    "\n  query Viewer {\n    viewer { id email name workspaces { id name role } }\n  }\n": types.ViewerDocument,
    "\n  mutation CreateWorkspace($name: String!) {\n    createWorkspace(name: $name) {\n      __typename\n      ... on CreateWorkspaceSuccess { workspace { id name createdAt } }\n      ... on Refusal { code message }\n    }\n  }\n": types.CreateWorkspaceDocument,
    "\n  mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!, $scopes: [String!]) {\n    createServer(workspaceId: $workspaceId, slug: $slug, name: $name, scopes: $scopes) {\n      __typename\n      ... on CreateServerSuccess { server { id slug name environment status scopes } propagation }\n      ... on Refusal { code message }\n    }\n  }\n": types.CreateServerDocument,
    "\n  query Servers($workspaceId: ID!) {\n    servers(workspaceId: $workspaceId) { id slug }\n  }\n": types.ServersDocument,
    "\n  mutation CreateKey(\n    $workspaceId: ID!\n    $name: String!\n    $description: String\n    $environment: String\n    $serverIds: [ID!]\n    $scopes: [String!]\n    $expiresAt: DateTime\n    $expiresInDays: Int\n    $rateLimit: RateLimitInput\n    $metadata: Json\n  ) {\n    createKey(\n      workspaceId: $workspaceId\n      name: $name\n      description: $description\n      environment: $environment\n      serverIds: $serverIds\n      scopes: $scopes\n      expiresAt: $expiresAt\n      expiresInDays: $expiresInDays\n      rateLimit: $rateLimit\n      metadata: $metadata\n    ) {\n      __typename\n      ... on CreateKeySuccess { key { id prefix lastFour scopes createdAt expiresAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n": types.CreateKeyDocument,
    "\n  query Keys($workspaceId: ID!, $first: Int, $after: String) {\n    keys(workspaceId: $workspaceId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id name description prefix lastFour environment scopes allServers serverCount status metadata\n          servers { slug }\n          owner { id name email }\n          createdAt lastUsedAt expiresAt revokedAt\n          rateLimit { limit windowSeconds }\n        }\n      }\n      pageInfo { hasNextPage hasPreviousPage endCursor }\n    }\n  }\n": types.KeysDocument,
    "\n  mutation RevokeKey($workspaceId: ID!, $keyId: ID!) {\n    revokeKey(workspaceId: $workspaceId, keyId: $keyId) {\n      __typename\n      ... on RevokeKeySuccess { key { id status revokedAt } propagation }\n      ... on Refusal { code message }\n    }\n  }\n": types.RevokeKeyDocument,
    "\n  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $expiresInDays: Int) {\n    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: $expiresInDays) {\n      __typename\n      ... on CreateAccessTokenSuccess { accessToken { id kind name expiresAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n": types.CreateAccessTokenDocument,
    "\n  mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!, $description: String) {\n    createWebhookEndpoint(workspaceId: $workspaceId, url: $url, description: $description) {\n      __typename\n      ... on CreateWebhookEndpointSuccess { endpoint { id url description disabledAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n": types.CreateWebhookEndpointDocument,
    "\n  query WebhookEndpoints($workspaceId: ID!) {\n    webhookEndpoints(workspaceId: $workspaceId) { id url }\n  }\n": types.WebhookEndpointsDocument,
    "\n  query AuditLog($workspaceId: ID!, $first: Int, $after: String) {\n    auditLog(workspaceId: $workspaceId, first: $first, after: $after) {\n      edges { node { id action actorId targetType targetId ip detail at } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AuditLogDocument,
    "\n  query Alerts($workspaceId: ID!, $state: AlertState, $first: Int, $after: String) {\n    alerts(workspaceId: $workspaceId, state: $state, first: $first, after: $after) {\n      edges { node { id kind severity state sentence observed expected since openedAt key { id name } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AlertsDocument,
    "\n  query Usage(\n    $workspaceId: ID!\n    $from: DateTime!\n    $to: DateTime!\n    $granularity: Granularity!\n    $filter: UsageFilter\n    $groupBy: [UsageDimension!]\n    $top: Int\n  ) {\n    usage(\n      workspaceId: $workspaceId\n      from: $from\n      to: $to\n      granularity: $granularity\n      filter: $filter\n      groupBy: $groupBy\n      top: $top\n    ) {\n      from to completeThrough lostEvents groupsLeftOut\n      totals { requests denied clientErrors serverErrors errorRate bytes p50Ms p95Ms p99Ms }\n      groups {\n        keyId serverId endpoint code\n        key { id name }\n        server { slug }\n        totals { requests denied clientErrors serverErrors bytes p50Ms }\n        series { at requests denied clientErrors serverErrors bytes }\n      }\n    }\n  }\n": types.UsageDocument,
    "\n  query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {\n    detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {\n      keyId\n      key { name }\n      phase\n      findingsLeftOut\n      findings { kind severity since minute observed expected lower upper score sentence }\n    }\n  }\n": types.DetectorDryRunDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignUp($email: String!, $name: String!, $password: String!) {\n    signUp(email: $email, name: $name, password: $password) {\n      __typename\n      ... on SignUpSuccess { user { id email name } token expiresAt }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SignUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      __typename\n      ... on SignInSuccess { user { id email name } token expiresAt }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut { __typename ... on SignOutSuccess { signedOut } ... on Refusal { code message } }\n  }\n"): typeof import('./graphql.ts').SignOutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer { id email name workspaces { id name role } }\n  }\n"): typeof import('./graphql.ts').ViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWorkspace($name: String!) {\n    createWorkspace(name: $name) {\n      __typename\n      ... on CreateWorkspaceSuccess { workspace { id name createdAt } }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateWorkspaceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!, $scopes: [String!]) {\n    createServer(workspaceId: $workspaceId, slug: $slug, name: $name, scopes: $scopes) {\n      __typename\n      ... on CreateServerSuccess { server { id slug name environment status scopes } propagation }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Servers($workspaceId: ID!) {\n    servers(workspaceId: $workspaceId) { id slug }\n  }\n"): typeof import('./graphql.ts').ServersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateKey(\n    $workspaceId: ID!\n    $name: String!\n    $description: String\n    $environment: String\n    $serverIds: [ID!]\n    $scopes: [String!]\n    $expiresAt: DateTime\n    $expiresInDays: Int\n    $rateLimit: RateLimitInput\n    $metadata: Json\n  ) {\n    createKey(\n      workspaceId: $workspaceId\n      name: $name\n      description: $description\n      environment: $environment\n      serverIds: $serverIds\n      scopes: $scopes\n      expiresAt: $expiresAt\n      expiresInDays: $expiresInDays\n      rateLimit: $rateLimit\n      metadata: $metadata\n    ) {\n      __typename\n      ... on CreateKeySuccess { key { id prefix lastFour scopes createdAt expiresAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Keys($workspaceId: ID!, $first: Int, $after: String) {\n    keys(workspaceId: $workspaceId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id name description prefix lastFour environment scopes allServers serverCount status metadata\n          servers { slug }\n          owner { id name email }\n          createdAt lastUsedAt expiresAt revokedAt\n          rateLimit { limit windowSeconds }\n        }\n      }\n      pageInfo { hasNextPage hasPreviousPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').KeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeKey($workspaceId: ID!, $keyId: ID!) {\n    revokeKey(workspaceId: $workspaceId, keyId: $keyId) {\n      __typename\n      ... on RevokeKeySuccess { key { id status revokedAt } propagation }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RevokeKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $expiresInDays: Int) {\n    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: $expiresInDays) {\n      __typename\n      ... on CreateAccessTokenSuccess { accessToken { id kind name expiresAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateAccessTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!, $description: String) {\n    createWebhookEndpoint(workspaceId: $workspaceId, url: $url, description: $description) {\n      __typename\n      ... on CreateWebhookEndpointSuccess { endpoint { id url description disabledAt } secret warning }\n      ... on Refusal { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookEndpoints($workspaceId: ID!) {\n    webhookEndpoints(workspaceId: $workspaceId) { id url }\n  }\n"): typeof import('./graphql.ts').WebhookEndpointsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditLog($workspaceId: ID!, $first: Int, $after: String) {\n    auditLog(workspaceId: $workspaceId, first: $first, after: $after) {\n      edges { node { id action actorId targetType targetId ip detail at } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').AuditLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Alerts($workspaceId: ID!, $state: AlertState, $first: Int, $after: String) {\n    alerts(workspaceId: $workspaceId, state: $state, first: $first, after: $after) {\n      edges { node { id kind severity state sentence observed expected since openedAt key { id name } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').AlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Usage(\n    $workspaceId: ID!\n    $from: DateTime!\n    $to: DateTime!\n    $granularity: Granularity!\n    $filter: UsageFilter\n    $groupBy: [UsageDimension!]\n    $top: Int\n  ) {\n    usage(\n      workspaceId: $workspaceId\n      from: $from\n      to: $to\n      granularity: $granularity\n      filter: $filter\n      groupBy: $groupBy\n      top: $top\n    ) {\n      from to completeThrough lostEvents groupsLeftOut\n      totals { requests denied clientErrors serverErrors errorRate bytes p50Ms p95Ms p99Ms }\n      groups {\n        keyId serverId endpoint code\n        key { id name }\n        server { slug }\n        totals { requests denied clientErrors serverErrors bytes p50Ms }\n        series { at requests denied clientErrors serverErrors bytes }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {\n    detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {\n      keyId\n      key { name }\n      phase\n      findingsLeftOut\n      findings { kind severity since minute observed expected lower upper score sentence }\n    }\n  }\n"): typeof import('./graphql.ts').DetectorDryRunDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
