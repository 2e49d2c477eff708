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

/** How far the detector knows a key. */
export type DetectorPhase =
  /** Until the end of the third day: with wider limits. */
  | 'CAUTIOUS'
  | 'FULL'
  /** The first day: nothing is told. */
  | 'LEARNING';

export type RateLimitInput = {
  limit: number;
  windowSeconds?: number;
};

export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

/** Narrows what is read; what is left out does not narrow. */
export type UsageFilter = {
  endpoints?: Array<string> | null | undefined;
  keyIds?: Array<string> | null | undefined;
  /** People who own the keys. */
  ownerIds?: Array<string> | null | undefined;
  serverIds?: Array<string> | null | undefined;
};

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'Refusal', message: string }
    | { __typename: 'SignInSuccess', token: string }
   };

export type SignUpMutationVariables = Exact<{
  email: string;
  name: string;
  password: string;
}>;


export type SignUpMutation = { signUp:
    | { __typename: 'Refusal', message: string }
    | { __typename: 'SignUpSuccess', token: string }
   };

export type WorkspacesQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkspacesQuery = { viewer: { workspaces: Array<{ id: string, name: string }> } };

export type CreateWorkspaceMutationVariables = Exact<{
  name: string;
}>;


export type CreateWorkspaceMutation = { createWorkspace:
    | { __typename: 'CreateWorkspaceSuccess', workspace: { id: string } }
    | { __typename: 'Refusal', message: string }
   };

export type ServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type ServersQuery = { servers: Array<{ id: string, slug: string }> };

export type CreateServerMutationVariables = Exact<{
  workspaceId: string;
  slug: string;
  name: string;
}>;


export type CreateServerMutation = { createServer:
    | { __typename: 'CreateServerSuccess', server: { id: string, slug: string } }
    | { __typename: 'Refusal', message: string }
   };

export type KeysQueryVariables = Exact<{
  workspaceId: string;
  after?: string | null | undefined;
}>;


export type KeysQuery = { keys: { edges: Array<{ node: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateKeyMutationVariables = Exact<{
  workspaceId: string;
  name: string;
  rateLimit?: RateLimitInput | null | undefined;
}>;


export type CreateKeyMutation = { createKey:
    | { __typename: 'CreateKeySuccess', secret: string, key: { id: string } }
    | { __typename: 'Refusal', message: string }
   };

export type CreateAccessTokenMutationVariables = Exact<{
  workspaceId: string;
  kind: AccessTokenKind;
  name: string;
}>;


export type CreateAccessTokenMutation = { createAccessToken:
    | { __typename: 'CreateAccessTokenSuccess', secret: string }
    | { __typename: 'Refusal', message: string }
   };

export type CreateWebhookEndpointMutationVariables = Exact<{
  workspaceId: string;
  url: string;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'CreateWebhookEndpointSuccess', secret: string }
    | { __typename: 'Refusal', message: string }
   };

export type UsageTotalsQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  filter?: UsageFilter | null | undefined;
}>;


export type UsageTotalsQuery = { usage: { completeThrough: string | null, lostEvents: number, totals: { requests: number, denied: number, clientErrors: number, serverErrors: number, bytes: number }, groups: Array<{ series: Array<{ at: string, requests: number }> }> } };

export type BusiestKeysQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  filter?: UsageFilter | null | undefined;
}>;


export type BusiestKeysQuery = { usage: { groups: Array<{ keyId: string | null, totals: { requests: number } }> } };

export type DetectorDryRunQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  keyIds: Array<string> | string;
}>;


export type DetectorDryRunQuery = { detectorDryRun: Array<{ keyId: string, phase: DetectorPhase, findings: Array<{ kind: string, severity: Severity, since: string, sentence: string }> }> };

export type AlertsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type AlertsQuery = { alerts: { edges: Array<{ node: { id: string, kind: string, severity: Severity, state: AlertState, sentence: string, since: string, key: { id: string } } }> } };

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

export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($email: String!, $password: String!) {
  signIn(email: $email, password: $password) {
    __typename
    ... on SignInSuccess {
      token
    }
    ... on Refusal {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignUpDocument = new TypedDocumentString(`
    mutation SignUp($email: String!, $name: String!, $password: String!) {
  signUp(email: $email, name: $name, password: $password) {
    __typename
    ... on SignUpSuccess {
      token
    }
    ... on Refusal {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const WorkspacesDocument = new TypedDocumentString(`
    query Workspaces {
  viewer {
    workspaces {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<WorkspacesQuery, WorkspacesQueryVariables>;
export const CreateWorkspaceDocument = new TypedDocumentString(`
    mutation CreateWorkspace($name: String!) {
  createWorkspace(name: $name) {
    __typename
    ... on CreateWorkspaceSuccess {
      workspace {
        id
      }
    }
    ... on Refusal {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWorkspaceMutation, CreateWorkspaceMutationVariables>;
export const ServersDocument = new TypedDocumentString(`
    query Servers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    id
    slug
  }
}
    `) as unknown as TypedDocumentString<ServersQuery, ServersQueryVariables>;
export const CreateServerDocument = new TypedDocumentString(`
    mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!) {
  createServer(workspaceId: $workspaceId, slug: $slug, name: $name) {
    __typename
    ... on CreateServerSuccess {
      server {
        id
        slug
      }
    }
    ... on Refusal {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateServerMutation, CreateServerMutationVariables>;
export const KeysDocument = new TypedDocumentString(`
    query Keys($workspaceId: ID!, $after: String) {
  keys(workspaceId: $workspaceId, first: 100, after: $after) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KeysQuery, KeysQueryVariables>;
export const CreateKeyDocument = new TypedDocumentString(`
    mutation CreateKey($workspaceId: ID!, $name: String!, $rateLimit: RateLimitInput) {
  createKey(workspaceId: $workspaceId, name: $name, rateLimit: $rateLimit) {
    __typename
    ... on CreateKeySuccess {
      key {
        id
      }
      secret
    }
    ... on Refusal {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateKeyMutation, CreateKeyMutationVariables>;
export const CreateAccessTokenDocument = new TypedDocumentString(`
    mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!) {
  createAccessToken(
    workspaceId: $workspaceId
    kind: $kind
    name: $name
    expiresInDays: 1
  ) {
    __typename
    ... on CreateAccessTokenSuccess {
      secret
    }
    ... on Refusal {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>;
export const CreateWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!) {
  createWebhookEndpoint(workspaceId: $workspaceId, url: $url) {
    __typename
    ... on CreateWebhookEndpointSuccess {
      secret
    }
    ... on Refusal {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const UsageTotalsDocument = new TypedDocumentString(`
    query UsageTotals($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {
  usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: DAY
    filter: $filter
  ) {
    completeThrough
    lostEvents
    totals {
      requests
      denied
      clientErrors
      serverErrors
      bytes
    }
    groups {
      series {
        at
        requests
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UsageTotalsQuery, UsageTotalsQueryVariables>;
export const BusiestKeysDocument = new TypedDocumentString(`
    query BusiestKeys($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {
  usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: DAY
    groupBy: [KEY]
    top: 10
    filter: $filter
  ) {
    groups {
      keyId
      totals {
        requests
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BusiestKeysQuery, BusiestKeysQueryVariables>;
export const DetectorDryRunDocument = new TypedDocumentString(`
    query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]!) {
  detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {
    keyId
    phase
    findings {
      kind
      severity
      since
      sentence
    }
  }
}
    `) as unknown as TypedDocumentString<DetectorDryRunQuery, DetectorDryRunQueryVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($workspaceId: ID!) {
  alerts(workspaceId: $workspaceId, first: 20) {
    edges {
      node {
        id
        kind
        severity
        state
        sentence
        since
        key {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;