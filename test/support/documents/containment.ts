import { graphql } from '../gql/gql.ts';

export const ContainKey = graphql(`
  mutation ContainKey(
    $workspaceId: ID!
    $keyId: ID!
    $step: Restriction!
    $minutes: Int
    $reason: String
    $alertId: ID
    $throttle: ContainmentThrottleInput
    $readScopes: [String!]
  ) {
    containApiKey(
      workspaceId: $workspaceId
      keyId: $keyId
      step: $step
      minutes: $minutes
      reason: $reason
      alertId: $alertId
      throttle: $throttle
      readScopes: $readScopes
    ) {
      __typename
      ... on ContainApiKeySuccess {
        key { id status containment { id step since until reason by byUser { id } alert { id } throttle { percent perMinute } } }
        propagation
      }
      ... on Refusal { code message }
    }
  }
`);

export const UndoContainment = graphql(`
  mutation UndoContainment($workspaceId: ID!, $keyId: ID!, $all: Boolean) {
    undoContainment(workspaceId: $workspaceId, keyId: $keyId, all: $all) {
      __typename
      ... on UndoContainmentSuccess { key { id status suspendedAt containment { id step } } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const SetPolicy = graphql(`
  mutation SetPolicy($workspaceId: ID!, $serverId: ID, $keyId: ID, $policy: ContainmentPolicyInput) {
    setContainmentPolicy(workspaceId: $workspaceId, serverId: $serverId, keyId: $keyId, policy: $policy) {
      __typename
      ... on SetContainmentPolicySuccess {
        policy { rules { kinds severity score step automatic minutes } throttle { percent perMinute } readScopes }
      }
      ... on Refusal { code message }
    }
  }
`);

export const Policies = graphql(`
  query Policies($workspaceId: ID!) {
    containmentPolicies(workspaceId: $workspaceId) { id key { id } server { id } rules { step } }
  }
`);

export const Containments = graphql(`
  query Containments($workspaceId: ID!, $keyId: ID, $active: Boolean, $first: Int, $after: String) {
    containments(workspaceId: $workspaceId, keyId: $keyId, active: $active, first: $first, after: $after) {
      edges { node { id key { id name } step by reason until endedAt end endedBy { id } alert { id } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Halts = graphql(`
  query Halts($workspaceId: ID!, $open: Boolean) {
    containmentHalts(workspaceId: $workspaceId, open: $open) {
      id containedKeys keysMax activeKeys keyId releasedAt
    }
  }
`);

export const ReleaseContainment = graphql(`
  mutation ReleaseContainment($workspaceId: ID!, $haltId: ID!) {
    releaseContainment(workspaceId: $workspaceId, haltId: $haltId) {
      __typename
      ... on ReleaseContainmentSuccess { halt { id releasedAt } }
      ... on Refusal { code message }
    }
  }
`);

export const ContainmentDryRun = graphql(`
  query ContainmentDryRun($workspaceId: ID!, $policy: ContainmentPolicyInput!, $serverId: ID, $keyId: ID) {
    containmentDryRun(workspaceId: $workspaceId, policy: $policy, serverId: $serverId, keyId: $keyId) {
      containments { keyId key { name } alertId step at until }
      haltedAt
      alertsLookedAt
      truncated
    }
  }
`);
