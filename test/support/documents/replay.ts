import { graphql } from '../gql/gql.ts';

export const PolicyReplay = graphql(`
  query PolicyReplay(
    $workspaceId: ID!
    $policy: PolicyInput!
    $keyIds: [ID!]
    $filter: KeyFilterInput
    $days: Int! = 14
  ) {
    policyReplay(workspaceId: $workspaceId, policy: $policy, keyIds: $keyIds, filter: $filter, days: $days) {
      from to completeThrough keysLeftOut
      total { requests letThrough rejectedAtLeast rejectedAtMost exact reasons { code sentence } }
      keys {
        keyId
        key { name }
        counts { requests letThrough rejectedAtLeast rejectedAtMost exact reasons { code } }
      }
    }
  }
`);

export const Suggestions = graphql(`
  query Suggestions($workspaceId: ID!, $unusedDays: Int! = 90) {
    suggestions(workspaceId: $workspaceId, unusedDays: $unusedDays) {
      kind keyId key { name } server { slug } sentence
    }
  }
`);
