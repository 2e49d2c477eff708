/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AccessTokenKind =
  /** Opens GraphQL as an admin of its workspace, and takes backfills. */
  | 'ADMIN'
  /** Opens the data plane: verifications and usage. */
  | 'GATEWAY';

export type AlertState =
  | 'ACKNOWLEDGED'
  | 'OPEN'
  | 'RESOLVED';

/** The outcome of a verification. */
export type DecisionCode =
  | 'CONCURRENCY_LIMITED'
  | 'EXPIRED'
  | 'INSUFFICIENT_SCOPE'
  | 'IP_NOT_ALLOWED'
  | 'MALFORMED'
  | 'NOT_FOUND'
  | 'OWNER_LOST_ACCESS'
  | 'QUOTA_EXCEEDED'
  | 'RATE_LIMITED'
  | 'REVOKED'
  | 'SERVER_INACTIVE'
  | 'SERVER_NOT_ALLOWED'
  | 'SUSPENDED'
  | 'VALID'
  | 'WRONG_ENVIRONMENT';

/** How far the detector knows a key. */
export type DetectorPhase =
  /** Until the end of the third day: with wider limits. */
  | 'CAUTIOUS'
  | 'FULL'
  /** The first day: nothing is told. */
  | 'LEARNING';

export type Granularity =
  | 'DAY'
  | 'HOUR'
  | 'MINUTE';

export type KeyStatus =
  | 'ACTIVE'
  | 'EXPIRED'
  | 'REVOKED';

/** Whether every verifier has it. */
export type Propagation =
  /** No verifier anywhere decides on the old state any more. */
  | 'DONE'
  /** Redis is away. It is committed, and carried on as soon as Redis is back. */
  | 'PENDING';

export type RateLimitInput = {
  limit: number;
  windowSeconds?: number;
};

/** Why something was refused. Codes are never reused; docs/errors.md says what to do about each. */
export type RefusalCode =
  | 'EMAIL_TAKEN'
  | 'EXPIRY_IN_PAST'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'RANGE_NOT_KEPT'
  | 'RANGE_TOO_LONG'
  | 'SIGN_IN_FAILED'
  | 'SIGN_IN_THROTTLED'
  | 'SIGN_UP_CLOSED'
  | 'SIGN_UP_THROTTLED'
  | 'SLUG_TAKEN'
  | 'UNKNOWN_SCOPE'
  | 'URL_NOT_ALLOWED';

/** Members see and manage their own keys, admins and owners all of them; viewers see everything. */
export type Role =
  | 'ADMIN'
  | 'MEMBER'
  | 'OWNER'
  | 'VIEWER';

export type ServerStatus =
  | 'ACTIVE'
  | 'INACTIVE';

export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

export type UsageDimension =
  | 'CODE'
  | 'ENDPOINT'
  | 'KEY'
  | 'SERVER';

/** Narrows what is read; what is left out does not narrow. */
export type UsageFilter = {
  endpoints?: Array<string> | null | undefined;
  keyIds?: Array<string> | null | undefined;
  /** People who own the keys. */
  ownerIds?: Array<string> | null | undefined;
  serverIds?: Array<string> | null | undefined;
};

export type SignUpMutationVariables = Exact<{
  email: string;
  name: string;
  password: string;
}>;


export type SignUpMutation = { signUp:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignUpSuccess', token: string, expiresAt: string, user: { id: string, email: string, name: string } }
   };

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignInSuccess', token: string, expiresAt: string, user: { id: string, email: string, name: string } }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignOutSuccess', signedOut: boolean }
   };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, email: string, name: string, workspaces: Array<{ id: string, name: string, role: Role }> } };

export type CreateWorkspaceMutationVariables = Exact<{
  name: string;
}>;


export type CreateWorkspaceMutation = { createWorkspace:
    | { __typename: 'CreateWorkspaceSuccess', workspace: { id: string, name: string, createdAt: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type CreateServerMutationVariables = Exact<{
  workspaceId: string;
  slug: string;
  name: string;
  scopes?: Array<string> | string | null | undefined;
}>;


export type CreateServerMutation = { createServer:
    | { __typename: 'CreateServerSuccess', propagation: Propagation, server: { id: string, slug: string, name: string, environment: string, status: ServerStatus, scopes: Array<string> } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type ServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type ServersQuery = { servers: Array<{ id: string, slug: string }> };

export type CreateKeyMutationVariables = Exact<{
  workspaceId: string;
  name: string;
  description?: string | null | undefined;
  environment?: string | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  scopes?: Array<string> | string | null | undefined;
  expiresAt?: string | null | undefined;
  expiresInDays?: number | null | undefined;
  rateLimit?: RateLimitInput | null | undefined;
  metadata?: unknown;
}>;


export type CreateKeyMutation = { createKey:
    | { __typename: 'CreateKeySuccess', secret: string, warning: string, key: { id: string, prefix: string, lastFour: string, scopes: Array<string>, createdAt: string, expiresAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type KeysQueryVariables = Exact<{
  workspaceId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KeysQuery = { keys: { edges: Array<{ cursor: string, node: { id: string, name: string, description: string | null, prefix: string, lastFour: string, environment: string, scopes: Array<string>, allServers: boolean, serverCount: number, status: KeyStatus, metadata: unknown, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, servers: Array<{ slug: string }>, owner: { id: string, name: string, email: string }, rateLimit: { limit: number, windowSeconds: number } | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null } } };

export type RevokeKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type RevokeKeyMutation = { revokeKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeKeySuccess', propagation: Propagation, key: { id: string, status: KeyStatus, revokedAt: string | null } }
   };

export type CreateAccessTokenMutationVariables = Exact<{
  workspaceId: string;
  kind: AccessTokenKind;
  name: string;
  expiresInDays?: number | null | undefined;
}>;


export type CreateAccessTokenMutation = { createAccessToken:
    | { __typename: 'CreateAccessTokenSuccess', secret: string, warning: string, accessToken: { id: string, kind: AccessTokenKind, name: string, expiresAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type CreateWebhookEndpointMutationVariables = Exact<{
  workspaceId: string;
  url: string;
  description?: string | null | undefined;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'CreateWebhookEndpointSuccess', secret: string, warning: string, endpoint: { id: string, url: string, description: string | null, disabledAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WebhookEndpointsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type WebhookEndpointsQuery = { webhookEndpoints: Array<{ id: string, url: string }> };

export type AuditLogQueryVariables = Exact<{
  workspaceId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { edges: Array<{ node: { id: string, action: string, actorId: string | null, targetType: string, targetId: string, ip: string | null, detail: unknown, at: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AlertsQueryVariables = Exact<{
  workspaceId: string;
  state?: AlertState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertsQuery = { alerts: { edges: Array<{ node: { id: string, kind: string, severity: Severity, state: AlertState, sentence: string, observed: number, expected: number, since: string, openedAt: string, key: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UsageQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  granularity: Granularity;
  filter?: UsageFilter | null | undefined;
  groupBy?: Array<UsageDimension> | UsageDimension | null | undefined;
  top?: number | null | undefined;
}>;


export type UsageQuery = { usage: { from: string, to: string, completeThrough: string | null, lostEvents: number, groupsLeftOut: number, totals: { requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, bytes: number, p50Ms: number | null, p95Ms: number | null, p99Ms: number | null }, groups: Array<{ keyId: string | null, serverId: string | null, endpoint: string | null, code: DecisionCode | null, key: { id: string, name: string } | null, server: { slug: string } | null, totals: { requests: number, denied: number, clientErrors: number, serverErrors: number, bytes: number, p50Ms: number | null }, series: Array<{ at: string, requests: number, denied: number, clientErrors: number, serverErrors: number, bytes: number }> }> } };

export type DetectorDryRunQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  keyIds?: Array<string> | string | null | undefined;
}>;


export type DetectorDryRunQuery = { detectorDryRun: Array<{ keyId: string, phase: DetectorPhase, findingsLeftOut: number, key: { name: string }, findings: Array<{ kind: string, severity: Severity, since: string, minute: string, observed: number, expected: number, lower: number, upper: number, score: number, sentence: string }> }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const SignUpDocument = new TypedDocumentString(`
    mutation SignUp($email: String!, $name: String!, $password: String!) {
  signUp(email: $email, name: $name, password: $password) {
    __typename
    ... on SignUpSuccess {
      user {
        id
        email
        name
      }
      token
      expiresAt
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($email: String!, $password: String!) {
  signIn(email: $email, password: $password) {
    __typename
    ... on SignInSuccess {
      user {
        id
        email
        name
      }
      token
      expiresAt
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    __typename
    ... on SignOutSuccess {
      signedOut
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    email
    name
    workspaces {
      id
      name
      role
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const CreateWorkspaceDocument = new TypedDocumentString(`
    mutation CreateWorkspace($name: String!) {
  createWorkspace(name: $name) {
    __typename
    ... on CreateWorkspaceSuccess {
      workspace {
        id
        name
        createdAt
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWorkspaceMutation, CreateWorkspaceMutationVariables>;
export const CreateServerDocument = new TypedDocumentString(`
    mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!, $scopes: [String!]) {
  createServer(
    workspaceId: $workspaceId
    slug: $slug
    name: $name
    scopes: $scopes
  ) {
    __typename
    ... on CreateServerSuccess {
      server {
        id
        slug
        name
        environment
        status
        scopes
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateServerMutation, CreateServerMutationVariables>;
export const ServersDocument = new TypedDocumentString(`
    query Servers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    id
    slug
  }
}
    `) as unknown as TypedDocumentString<ServersQuery, ServersQueryVariables>;
export const CreateKeyDocument = new TypedDocumentString(`
    mutation CreateKey($workspaceId: ID!, $name: String!, $description: String, $environment: String, $serverIds: [ID!], $scopes: [String!], $expiresAt: DateTime, $expiresInDays: Int, $rateLimit: RateLimitInput, $metadata: Json) {
  createKey(
    workspaceId: $workspaceId
    name: $name
    description: $description
    environment: $environment
    serverIds: $serverIds
    scopes: $scopes
    expiresAt: $expiresAt
    expiresInDays: $expiresInDays
    rateLimit: $rateLimit
    metadata: $metadata
  ) {
    __typename
    ... on CreateKeySuccess {
      key {
        id
        prefix
        lastFour
        scopes
        createdAt
        expiresAt
      }
      secret
      warning
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateKeyMutation, CreateKeyMutationVariables>;
export const KeysDocument = new TypedDocumentString(`
    query Keys($workspaceId: ID!, $first: Int, $after: String) {
  keys(workspaceId: $workspaceId, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        description
        prefix
        lastFour
        environment
        scopes
        allServers
        serverCount
        status
        metadata
        servers {
          slug
        }
        owner {
          id
          name
          email
        }
        createdAt
        lastUsedAt
        expiresAt
        revokedAt
        rateLimit {
          limit
          windowSeconds
        }
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KeysQuery, KeysQueryVariables>;
export const RevokeKeyDocument = new TypedDocumentString(`
    mutation RevokeKey($workspaceId: ID!, $keyId: ID!) {
  revokeKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on RevokeKeySuccess {
      key {
        id
        status
        revokedAt
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeKeyMutation, RevokeKeyMutationVariables>;
export const CreateAccessTokenDocument = new TypedDocumentString(`
    mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $expiresInDays: Int) {
  createAccessToken(
    workspaceId: $workspaceId
    kind: $kind
    name: $name
    expiresInDays: $expiresInDays
  ) {
    __typename
    ... on CreateAccessTokenSuccess {
      accessToken {
        id
        kind
        name
        expiresAt
      }
      secret
      warning
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>;
export const CreateWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!, $description: String) {
  createWebhookEndpoint(
    workspaceId: $workspaceId
    url: $url
    description: $description
  ) {
    __typename
    ... on CreateWebhookEndpointSuccess {
      endpoint {
        id
        url
        description
        disabledAt
      }
      secret
      warning
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints($workspaceId: ID!) {
  webhookEndpoints(workspaceId: $workspaceId) {
    id
    url
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($workspaceId: ID!, $first: Int, $after: String) {
  auditLog(workspaceId: $workspaceId, first: $first, after: $after) {
    edges {
      node {
        id
        action
        actorId
        targetType
        targetId
        ip
        detail
        at
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($workspaceId: ID!, $state: AlertState, $first: Int, $after: String) {
  alerts(workspaceId: $workspaceId, state: $state, first: $first, after: $after) {
    edges {
      node {
        id
        kind
        severity
        state
        sentence
        observed
        expected
        since
        openedAt
        key {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $granularity: Granularity!, $filter: UsageFilter, $groupBy: [UsageDimension!], $top: Int) {
  usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: $granularity
    filter: $filter
    groupBy: $groupBy
    top: $top
  ) {
    from
    to
    completeThrough
    lostEvents
    groupsLeftOut
    totals {
      requests
      denied
      clientErrors
      serverErrors
      errorRate
      bytes
      p50Ms
      p95Ms
      p99Ms
    }
    groups {
      keyId
      serverId
      endpoint
      code
      key {
        id
        name
      }
      server {
        slug
      }
      totals {
        requests
        denied
        clientErrors
        serverErrors
        bytes
        p50Ms
      }
      series {
        at
        requests
        denied
        clientErrors
        serverErrors
        bytes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const DetectorDryRunDocument = new TypedDocumentString(`
    query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {
  detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {
    keyId
    key {
      name
    }
    phase
    findingsLeftOut
    findings {
      kind
      severity
      since
      minute
      observed
      expected
      lower
      upper
      score
      sentence
    }
  }
}
    `) as unknown as TypedDocumentString<DetectorDryRunQuery, DetectorDryRunQueryVariables>;