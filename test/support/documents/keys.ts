import { graphql } from '../gql/gql.ts';

export const MakeKey = graphql(`
  mutation MakeKey(
    $workspaceId: ID!
    $name: String!
    $ownerId: ID
    $environment: String
    $serverIds: [ID!]
    $scopes: [String!]
    $expiresInDays: Int
    $rateLimit: RateLimitInput
    $quota: QuotaInput
    $concurrencyLimit: Int
    $allowCidrs: [String!]
    $requiresSignature: Boolean
    $signingSecret: Boolean
    $recoverable: Boolean
    $format: String
    $metadata: Json
  ) {
    createApiKey(
      workspaceId: $workspaceId
      name: $name
      ownerId: $ownerId
      environment: $environment
      serverIds: $serverIds
      scopes: $scopes
      expiresInDays: $expiresInDays
      rateLimit: $rateLimit
      quota: $quota
      concurrencyLimit: $concurrencyLimit
      allowCidrs: $allowCidrs
      requiresSignature: $requiresSignature
      signingSecret: $signingSecret
      recoverable: $recoverable
      format: $format
      metadata: $metadata
    ) {
      __typename
      ... on CreateApiKeySuccess {
        key {
          id name prefix lastFour scopes allServers environment createdAt expiresAt allowCidrs requiresSignature
          hasSigningSecret recoverable concurrencyLimit metadata
          owner { id }
          servers { slug }
          quota { limit refill }
          rateLimit { limit windowSeconds }
        }
        secret
        signingSecret
        warning
        warnings
      }
      ... on Refusal { code message }
    }
  }
`);

export const UpdateKey = graphql(`
  mutation UpdateKey(
    $workspaceId: ID!
    $keyId: ID!
    $name: String
    $description: String
    $scopes: [String!]
    $serverIds: [ID!]
    $allServers: Boolean
    $expiresAt: DateTime
    $expiresInDays: Int
    $rateLimit: RateLimitInput
    $quota: QuotaInput
    $concurrencyLimit: Int
    $allowCidrs: [String!]
    $requiresSignature: Boolean
    $metadata: Json
    $setMetadata: [MetadataAtInput!]
    $unsetMetadata: [[String!]!]
  ) {
    updateApiKey(
      workspaceId: $workspaceId
      keyId: $keyId
      name: $name
      description: $description
      scopes: $scopes
      serverIds: $serverIds
      allServers: $allServers
      expiresAt: $expiresAt
      expiresInDays: $expiresInDays
      rateLimit: $rateLimit
      quota: $quota
      concurrencyLimit: $concurrencyLimit
      allowCidrs: $allowCidrs
      requiresSignature: $requiresSignature
      metadata: $metadata
      setMetadata: $setMetadata
      unsetMetadata: $unsetMetadata
    ) {
      __typename
      ... on UpdateApiKeySuccess {
        key {
          id name description scopes allServers expiresAt allowCidrs requiresSignature concurrencyLimit metadata
          servers { slug }
          quota { limit refill }
          rateLimit { limit windowSeconds }
        }
        propagation
      }
      ... on Refusal { code message }
    }
  }
`);

export const SuspendKey = graphql(`
  mutation SuspendKey($workspaceId: ID!, $keyId: ID!, $reason: String) {
    suspendApiKey(workspaceId: $workspaceId, keyId: $keyId, reason: $reason) {
      __typename
      ... on SuspendApiKeySuccess { key { id status suspendedAt } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const ResumeKey = graphql(`
  mutation ResumeKey($workspaceId: ID!, $keyId: ID!) {
    resumeApiKey(workspaceId: $workspaceId, keyId: $keyId) {
      __typename
      ... on ResumeApiKeySuccess { key { id status suspendedAt } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const DeleteKey = graphql(`
  mutation DeleteKey($workspaceId: ID!, $keyId: ID!) {
    deleteApiKey(workspaceId: $workspaceId, keyId: $keyId) {
      __typename
      ... on DeleteApiKeySuccess { deletedKeyId propagation }
      ... on Refusal { code message }
    }
  }
`);

export const RotateKey = graphql(`
  mutation RotateKey($workspaceId: ID!, $keyId: ID!, $graceSeconds: Int, $expiresInDays: Int) {
    rotateApiKey(
      workspaceId: $workspaceId
      keyId: $keyId
      graceSeconds: $graceSeconds
      expiresInDays: $expiresInDays
    ) {
      __typename
      ... on RotateApiKeySuccess {
        key {
          id name description prefix scopes allServers environment createdAt expiresAt allowCidrs metadata recoverable
          owner { id }
          servers { slug }
          quota { limit refill }
          rateLimit { limit windowSeconds }
          rotatedFrom { id name }
          lineage { id name status }
        }
        secret
        signingSecret
        warning
        previous { id status expiresAt revokedAt rotatedTo { id } lineage { id } }
        propagation
      }
      ... on Refusal { code message }
    }
  }
`);

export const SetSigningSecret = graphql(`
  mutation SetSigningSecret($workspaceId: ID!, $keyId: ID!, $present: Boolean) {
    setSigningSecret(workspaceId: $workspaceId, keyId: $keyId, present: $present) {
      __typename
      ... on SetSigningSecretSuccess { key { id requiresSignature hasSigningSecret } signingSecret propagation }
      ... on Refusal { code message }
    }
  }
`);

export const RevealKey = graphql(`
  mutation RevealKey($workspaceId: ID!, $keyId: ID!) {
    revealApiKey(workspaceId: $workspaceId, keyId: $keyId) {
      __typename
      ... on RevealApiKeySuccess { key { id } secret }
      ... on Refusal { code message }
    }
  }
`);

export const KeysToRevoke = graphql(`
  query KeysToRevoke($workspaceId: ID!, $filter: KeyRevocationFilter!) {
    apiKeysToRevoke(workspaceId: $workspaceId, filter: $filter) { count sample { id name } token }
  }
`);

export const RevokeKeys = graphql(`
  mutation RevokeKeys($workspaceId: ID!, $filter: KeyRevocationFilter!, $expectedCount: Int!, $token: String) {
    revokeApiKeys(workspaceId: $workspaceId, filter: $filter, expectedCount: $expectedCount, token: $token) {
      __typename
      ... on RevokeApiKeysSuccess { count keyIds propagation }
      ... on Refusal { code message }
    }
  }
`);

export const KeyLines = graphql(`
  query KeyLines($workspaceId: ID!) {
    keys(workspaceId: $workspaceId) {
      edges { node { id rotatedFrom { id } rotatedTo { id } lineage { id } } }
    }
  }
`);
