/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a token is for. */
export type AccessTokenKind =
  /** Opens GraphQL as an admin of its workspace, and takes backfills. */
  | 'ADMIN'
  /** Opens the data plane: verifications and usage. */
  | 'GATEWAY';

/** Open until somebody takes care of it or it has been quiet. */
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
  | 'SIGNATURE_INVALID'
  | 'SIGNATURE_REQUIRED'
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

/** How the rows of an import are written. */
export type ImportFormat =
  /** RFC 4180; the first line names the columns, lists are separated by `;`. */
  | 'CSV'
  /** An array of objects. */
  | 'JSON';

/** A value at a path of the metadata, such as `["team", "name"]`. */
export type KeyMetadataCriterion = {
  /** 1 to 10 names. */
  path: Array<string>;
  /** A text, number, truth value or null (also where left out); of an object or a list, a part will do. At most 1,000 characters of JSON. */
  value?: unknown;
};

/** At most `limit` requests in any `windowSeconds`. */
export type RateLimitInput = {
  /** How many of them may come at once, 1 to `limit`; those taken come back evenly over the window. Left out: as many as the limit allows. */
  burst?: number | null | undefined;
  /** 1 to 1,000,000. */
  limit: number;
  /** 1 to 86,400. */
  windowSeconds?: number;
};

/** Why something was refused. Codes are never reused; docs/errors.md says what to do about each. */
export type RefusalCode =
  | 'ALERT_STATE'
  | 'ALREADY_MEMBER'
  | 'CIDR_INVALID'
  | 'CONFIRMATION_MISMATCH'
  | 'DUPLICATE_HASH'
  | 'EMAIL_TAKEN'
  | 'ENDPOINT_STATE'
  | 'EXPIRY_IN_PAST'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  | 'INVITATION_INVALID'
  | 'KEY_STATE'
  | 'LAST_OWNER'
  | 'LIMIT_REACHED'
  | 'METADATA_TOO_LARGE'
  | 'NOT_FOUND'
  | 'NOT_RECOVERABLE'
  | 'PLAN_LIMIT'
  | 'PREVIEW_OUTDATED'
  | 'RANGE_NOT_KEPT'
  | 'RANGE_TOO_LONG'
  | 'SECOND_FACTOR_FAILED'
  | 'SECOND_FACTOR_REQUIRED'
  | 'SECOND_FACTOR_STATE'
  | 'SIGN_IN_FAILED'
  | 'SIGN_IN_THROTTLED'
  | 'SIGN_UP_CLOSED'
  | 'SIGN_UP_THROTTLED'
  | 'SLUG_TAKEN'
  | 'TOO_MANY_ENDPOINTS'
  | 'TOO_MANY_POINTS'
  | 'UNKNOWN_SCOPE'
  | 'URL_NOT_ALLOWED';

/** How bad it is. */
export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

/** Narrows what is read; what is left out does not narrow. Of each list at most 1,000. What concerns keys is taken as the keys are now. */
export type UsageFilter = {
  /** Errors, bytes and latencies are not known by code: with this they are left out. */
  codes?: Array<DecisionCode> | null | undefined;
  /** Exactly as they were reported. */
  endpoints?: Array<string> | null | undefined;
  /** Of the keys, such as `production`; at most 100. */
  environments?: Array<string> | null | undefined;
  keyIds?: Array<string> | null | undefined;
  /** Keys that have this value there. */
  metadata?: KeyMetadataCriterion | null | undefined;
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
  description?: string | null | undefined;
  metadata?: unknown;
  serverIds?: Array<string> | string | null | undefined;
  rateLimit?: RateLimitInput | null | undefined;
}>;


export type CreateKeyMutation = { createApiKey:
    | { __typename: 'CreateApiKeySuccess', secret: string, key: { id: string } }
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


export type BusiestKeysQuery = { usage: { groups: Array<{ keyId: string | null, rest: boolean, totals: { requests: number } }> } };

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


export type AlertsQuery = { alerts: { edges: Array<{ node: { id: string, kind: string, severity: Severity, state: AlertState, sentence: string, since: string, key: { id: string } | null } }> } };

export type ImportKeysMutationVariables = Exact<{
  workspaceId: string;
  format: ImportFormat;
  data: string;
  dryRun: boolean;
}>;


export type ImportKeysMutation = { importApiKeys:
    | { __typename: 'ImportApiKeysSuccess', imported: number, refused: number, rows: Array<{ row: number, refusal: { code: RefusalCode, message: string } | null }> }
    | { __typename: 'Refusal', message: string }
   };

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
    `, {"hash":"sha256:806a35fe45ba5920f993cfb2b949336c325d2ea5667d1b740aa62fc1cbdb1247"}) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
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
    `, {"hash":"sha256:61c2a6099dfbba43d24e953a303f1909a8b8323151a9c3bc670427abf56f4d65"}) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const WorkspacesDocument = new TypedDocumentString(`
    query Workspaces {
  viewer {
    workspaces {
      id
      name
    }
  }
}
    `, {"hash":"sha256:58b84581c2f9d881d638f0c8afe59d65df9b52c43cdead758effb71a347320e2"}) as unknown as TypedDocumentString<WorkspacesQuery, WorkspacesQueryVariables>;
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
    `, {"hash":"sha256:a898a7b821cc813800ee4db84e720d227593b5f21b858ee812cefac2c6270d51"}) as unknown as TypedDocumentString<CreateWorkspaceMutation, CreateWorkspaceMutationVariables>;
export const ServersDocument = new TypedDocumentString(`
    query Servers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    id
    slug
  }
}
    `, {"hash":"sha256:fca759fb8af6c38170bfd289a6f7ae3335df13664e2012f21dbe6d6bd20a76d9"}) as unknown as TypedDocumentString<ServersQuery, ServersQueryVariables>;
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
    `, {"hash":"sha256:614a1ba70bee5239db1bbeaa9cf4f7be35fa0668557cae30e4d717e546386688"}) as unknown as TypedDocumentString<CreateServerMutation, CreateServerMutationVariables>;
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
    `, {"hash":"sha256:f44dba851f793fa6de4cd8f668af8ef17639a61f5efff9ef282885197c0365d8"}) as unknown as TypedDocumentString<KeysQuery, KeysQueryVariables>;
export const CreateKeyDocument = new TypedDocumentString(`
    mutation CreateKey($workspaceId: ID!, $name: String!, $description: String, $metadata: Json, $serverIds: [ID!], $rateLimit: RateLimitInput) {
  createApiKey(
    workspaceId: $workspaceId
    name: $name
    description: $description
    metadata: $metadata
    serverIds: $serverIds
    rateLimit: $rateLimit
  ) {
    __typename
    ... on CreateApiKeySuccess {
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
    `, {"hash":"sha256:d2417f1286976f2359d7f15d4d283991bc8e320ef0584c13d4fe242fcc0dd08c"}) as unknown as TypedDocumentString<CreateKeyMutation, CreateKeyMutationVariables>;
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
    `, {"hash":"sha256:dadc5e0844090ed15f08d434a8a46feda1f285257f859ed07807d1e4a484761f"}) as unknown as TypedDocumentString<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>;
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
    `, {"hash":"sha256:3b3a21986707c8739b39954dcf4777fd295a5cd0491b889de373817c7ea488ea"}) as unknown as TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
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
    `, {"hash":"sha256:43b81381d98a821e038d2d68d2b9d469784545f595ce525f575d652b9b108b43"}) as unknown as TypedDocumentString<UsageTotalsQuery, UsageTotalsQueryVariables>;
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
      rest
      totals {
        requests
      }
    }
  }
}
    `, {"hash":"sha256:4fe587d53f10aad6b25b972c224626840b59fb1fb7c128d2433918dfe2a3dcb3"}) as unknown as TypedDocumentString<BusiestKeysQuery, BusiestKeysQueryVariables>;
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
    `, {"hash":"sha256:b2a58eca70780414c3f695d694b8c4101aeb65e6a30662ffe28bf2071d41dfa2"}) as unknown as TypedDocumentString<DetectorDryRunQuery, DetectorDryRunQueryVariables>;
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
    `, {"hash":"sha256:e9bada79b7617731d8926107fd56902ef4ac6b47503d358535cda3b75aeaba65"}) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const ImportKeysDocument = new TypedDocumentString(`
    mutation ImportKeys($workspaceId: ID!, $format: ImportFormat!, $data: String!, $dryRun: Boolean!) {
  importApiKeys(
    workspaceId: $workspaceId
    format: $format
    data: $data
    dryRun: $dryRun
  ) {
    __typename
    ... on ImportApiKeysSuccess {
      imported
      refused
      rows {
        row
        refusal {
          code
          message
        }
      }
    }
    ... on Refusal {
      message
    }
  }
}
    `, {"hash":"sha256:e4375f406450f81b3cae2e1c37bb5af3b9712bd5ada31d822d16b9d283ab59cc"}) as unknown as TypedDocumentString<ImportKeysMutation, ImportKeysMutationVariables>;