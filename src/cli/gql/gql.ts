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
    "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      __typename\n      ... on SignInSuccess {\n        token\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignUp($email: String!, $name: String!, $password: String!) {\n    signUp(email: $email, name: $name, password: $password) {\n      __typename\n      ... on SignUpSuccess {\n        token\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.SignUpDocument,
    "\n  query Workspaces {\n    viewer {\n      workspaces {\n        id\n        name\n      }\n    }\n  }\n": typeof types.WorkspacesDocument,
    "\n  mutation CreateWorkspace($name: String!) {\n    createWorkspace(name: $name) {\n      __typename\n      ... on CreateWorkspaceSuccess {\n        workspace {\n          id\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.CreateWorkspaceDocument,
    "\n  query Servers($workspaceId: ID!) {\n    servers(workspaceId: $workspaceId) {\n      id\n      slug\n    }\n  }\n": typeof types.ServersDocument,
    "\n  mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!) {\n    createServer(workspaceId: $workspaceId, slug: $slug, name: $name) {\n      __typename\n      ... on CreateServerSuccess {\n        server {\n          id\n          slug\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.CreateServerDocument,
    "\n  query Keys($workspaceId: ID!, $after: String) {\n    keys(workspaceId: $workspaceId, first: 100, after: $after) {\n      edges {\n        node {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.KeysDocument,
    "\n  mutation CreateKey($workspaceId: ID!, $name: String!, $description: String, $metadata: Json, $serverIds: [ID!],\n    $rateLimit: RateLimitInput) {\n    createApiKey(workspaceId: $workspaceId, name: $name, description: $description, metadata: $metadata,\n      serverIds: $serverIds, rateLimit: $rateLimit) {\n      __typename\n      ... on CreateApiKeySuccess {\n        key {\n          id\n        }\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.CreateKeyDocument,
    "\n  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!) {\n    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: 1) {\n      __typename\n      ... on CreateAccessTokenSuccess {\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.CreateAccessTokenDocument,
    "\n  mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!) {\n    createWebhookEndpoint(workspaceId: $workspaceId, url: $url) {\n      __typename\n      ... on CreateWebhookEndpointSuccess {\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.CreateWebhookEndpointDocument,
    "\n  query UsageTotals($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {\n    usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: DAY, filter: $filter) {\n      completeThrough\n      lostEvents\n      totals {\n        requests\n        denied\n        clientErrors\n        serverErrors\n        bytes\n      }\n      groups {\n        series {\n          at\n          requests\n        }\n      }\n    }\n  }\n": typeof types.UsageTotalsDocument,
    "\n  query BusiestKeys($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {\n    usage(\n      workspaceId: $workspaceId\n      from: $from\n      to: $to\n      granularity: DAY\n      groupBy: [KEY]\n      top: 10\n      filter: $filter\n    ) {\n      groups {\n        keyId\n        rest\n        totals {\n          requests\n        }\n      }\n    }\n  }\n": typeof types.BusiestKeysDocument,
    "\n  query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]!) {\n    detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {\n      keyId\n      phase\n      findings {\n        kind\n        severity\n        since\n        sentence\n      }\n    }\n  }\n": typeof types.DetectorDryRunDocument,
    "\n  query Alerts($workspaceId: ID!) {\n    alerts(workspaceId: $workspaceId, first: 20) {\n      edges {\n        node {\n          id\n          kind\n          severity\n          state\n          sentence\n          since\n          key {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.AlertsDocument,
    "\n  mutation ImportKeys($workspaceId: ID!, $format: ImportFormat!, $data: String!, $dryRun: Boolean!) {\n    importApiKeys(workspaceId: $workspaceId, format: $format, data: $data, dryRun: $dryRun) {\n      __typename\n      ... on ImportApiKeysSuccess {\n        imported\n        refused\n        rows {\n          row\n          refusal {\n            code\n            message\n          }\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": typeof types.ImportKeysDocument,
};
const documents: Documents = {
    "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      __typename\n      ... on SignInSuccess {\n        token\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignUp($email: String!, $name: String!, $password: String!) {\n    signUp(email: $email, name: $name, password: $password) {\n      __typename\n      ... on SignUpSuccess {\n        token\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.SignUpDocument,
    "\n  query Workspaces {\n    viewer {\n      workspaces {\n        id\n        name\n      }\n    }\n  }\n": types.WorkspacesDocument,
    "\n  mutation CreateWorkspace($name: String!) {\n    createWorkspace(name: $name) {\n      __typename\n      ... on CreateWorkspaceSuccess {\n        workspace {\n          id\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.CreateWorkspaceDocument,
    "\n  query Servers($workspaceId: ID!) {\n    servers(workspaceId: $workspaceId) {\n      id\n      slug\n    }\n  }\n": types.ServersDocument,
    "\n  mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!) {\n    createServer(workspaceId: $workspaceId, slug: $slug, name: $name) {\n      __typename\n      ... on CreateServerSuccess {\n        server {\n          id\n          slug\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.CreateServerDocument,
    "\n  query Keys($workspaceId: ID!, $after: String) {\n    keys(workspaceId: $workspaceId, first: 100, after: $after) {\n      edges {\n        node {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.KeysDocument,
    "\n  mutation CreateKey($workspaceId: ID!, $name: String!, $description: String, $metadata: Json, $serverIds: [ID!],\n    $rateLimit: RateLimitInput) {\n    createApiKey(workspaceId: $workspaceId, name: $name, description: $description, metadata: $metadata,\n      serverIds: $serverIds, rateLimit: $rateLimit) {\n      __typename\n      ... on CreateApiKeySuccess {\n        key {\n          id\n        }\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.CreateKeyDocument,
    "\n  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!) {\n    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: 1) {\n      __typename\n      ... on CreateAccessTokenSuccess {\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.CreateAccessTokenDocument,
    "\n  mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!) {\n    createWebhookEndpoint(workspaceId: $workspaceId, url: $url) {\n      __typename\n      ... on CreateWebhookEndpointSuccess {\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.CreateWebhookEndpointDocument,
    "\n  query UsageTotals($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {\n    usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: DAY, filter: $filter) {\n      completeThrough\n      lostEvents\n      totals {\n        requests\n        denied\n        clientErrors\n        serverErrors\n        bytes\n      }\n      groups {\n        series {\n          at\n          requests\n        }\n      }\n    }\n  }\n": types.UsageTotalsDocument,
    "\n  query BusiestKeys($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {\n    usage(\n      workspaceId: $workspaceId\n      from: $from\n      to: $to\n      granularity: DAY\n      groupBy: [KEY]\n      top: 10\n      filter: $filter\n    ) {\n      groups {\n        keyId\n        rest\n        totals {\n          requests\n        }\n      }\n    }\n  }\n": types.BusiestKeysDocument,
    "\n  query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]!) {\n    detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {\n      keyId\n      phase\n      findings {\n        kind\n        severity\n        since\n        sentence\n      }\n    }\n  }\n": types.DetectorDryRunDocument,
    "\n  query Alerts($workspaceId: ID!) {\n    alerts(workspaceId: $workspaceId, first: 20) {\n      edges {\n        node {\n          id\n          kind\n          severity\n          state\n          sentence\n          since\n          key {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.AlertsDocument,
    "\n  mutation ImportKeys($workspaceId: ID!, $format: ImportFormat!, $data: String!, $dryRun: Boolean!) {\n    importApiKeys(workspaceId: $workspaceId, format: $format, data: $data, dryRun: $dryRun) {\n      __typename\n      ... on ImportApiKeysSuccess {\n        imported\n        refused\n        rows {\n          row\n          refusal {\n            code\n            message\n          }\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n": types.ImportKeysDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      __typename\n      ... on SignInSuccess {\n        token\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignUp($email: String!, $name: String!, $password: String!) {\n    signUp(email: $email, name: $name, password: $password) {\n      __typename\n      ... on SignUpSuccess {\n        token\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SignUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Workspaces {\n    viewer {\n      workspaces {\n        id\n        name\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WorkspacesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWorkspace($name: String!) {\n    createWorkspace(name: $name) {\n      __typename\n      ... on CreateWorkspaceSuccess {\n        workspace {\n          id\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateWorkspaceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Servers($workspaceId: ID!) {\n    servers(workspaceId: $workspaceId) {\n      id\n      slug\n    }\n  }\n"): typeof import('./graphql.ts').ServersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!) {\n    createServer(workspaceId: $workspaceId, slug: $slug, name: $name) {\n      __typename\n      ... on CreateServerSuccess {\n        server {\n          id\n          slug\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Keys($workspaceId: ID!, $after: String) {\n    keys(workspaceId: $workspaceId, first: 100, after: $after) {\n      edges {\n        node {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.ts').KeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateKey($workspaceId: ID!, $name: String!, $description: String, $metadata: Json, $serverIds: [ID!],\n    $rateLimit: RateLimitInput) {\n    createApiKey(workspaceId: $workspaceId, name: $name, description: $description, metadata: $metadata,\n      serverIds: $serverIds, rateLimit: $rateLimit) {\n      __typename\n      ... on CreateApiKeySuccess {\n        key {\n          id\n        }\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!) {\n    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: 1) {\n      __typename\n      ... on CreateAccessTokenSuccess {\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateAccessTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!) {\n    createWebhookEndpoint(workspaceId: $workspaceId, url: $url) {\n      __typename\n      ... on CreateWebhookEndpointSuccess {\n        secret\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateWebhookEndpointDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UsageTotals($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {\n    usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: DAY, filter: $filter) {\n      completeThrough\n      lostEvents\n      totals {\n        requests\n        denied\n        clientErrors\n        serverErrors\n        bytes\n      }\n      groups {\n        series {\n          at\n          requests\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UsageTotalsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BusiestKeys($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {\n    usage(\n      workspaceId: $workspaceId\n      from: $from\n      to: $to\n      granularity: DAY\n      groupBy: [KEY]\n      top: 10\n      filter: $filter\n    ) {\n      groups {\n        keyId\n        rest\n        totals {\n          requests\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').BusiestKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]!) {\n    detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {\n      keyId\n      phase\n      findings {\n        kind\n        severity\n        since\n        sentence\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DetectorDryRunDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Alerts($workspaceId: ID!) {\n    alerts(workspaceId: $workspaceId, first: 20) {\n      edges {\n        node {\n          id\n          kind\n          severity\n          state\n          sentence\n          since\n          key {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportKeys($workspaceId: ID!, $format: ImportFormat!, $data: String!, $dryRun: Boolean!) {\n    importApiKeys(workspaceId: $workspaceId, format: $format, data: $data, dryRun: $dryRun) {\n      __typename\n      ... on ImportApiKeysSuccess {\n        imported\n        refused\n        rows {\n          row\n          refusal {\n            code\n            message\n          }\n        }\n      }\n      ... on Refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImportKeysDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
