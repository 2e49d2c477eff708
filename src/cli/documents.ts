import { graphql } from './gql/gql.ts';

export const SignIn = graphql(`
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
`);

export const SignUp = graphql(`
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
`);

export const Workspaces = graphql(`
  query Workspaces {
    viewer {
      workspaces {
        id
        name
      }
    }
  }
`);

export const CreateWorkspace = graphql(`
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
`);

export const Servers = graphql(`
  query Servers($workspaceId: ID!) {
    servers(workspaceId: $workspaceId) {
      id
      slug
    }
  }
`);

export const CreateServer = graphql(`
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
`);

export const Keys = graphql(`
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
`);

export const CreateKey = graphql(`
  mutation CreateKey($workspaceId: ID!, $name: String!, $description: String, $metadata: Json, $serverIds: [ID!],
    $rateLimit: RateLimitInput) {
    createApiKey(workspaceId: $workspaceId, name: $name, description: $description, metadata: $metadata,
      serverIds: $serverIds, rateLimit: $rateLimit) {
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
`);

export const CreateAccessToken = graphql(`
  mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!) {
    createAccessToken(workspaceId: $workspaceId, kind: $kind, name: $name, expiresInDays: 1) {
      __typename
      ... on CreateAccessTokenSuccess {
        secret
      }
      ... on Refusal {
        message
      }
    }
  }
`);

export const CreateWebhookEndpoint = graphql(`
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
`);

export const UsageTotals = graphql(`
  query UsageTotals($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter) {
    usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: DAY, filter: $filter) {
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
`);

export const BusiestKeys = graphql(`
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
`);

export const DetectorDryRun = graphql(`
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
`);

export const Alerts = graphql(`
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
`);

export const ImportKeys = graphql(`
  mutation ImportKeys($workspaceId: ID!, $format: ImportFormat!, $data: String!, $dryRun: Boolean!) {
    importApiKeys(workspaceId: $workspaceId, format: $format, data: $data, dryRun: $dryRun) {
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
`);
