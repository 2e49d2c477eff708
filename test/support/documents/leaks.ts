import { graphql } from '../gql/gql.ts';

export const SetLeakAction = graphql(`
  mutation SetLeakAction($workspaceId: ID!, $action: LeakAction!) {
    setLeakAction(workspaceId: $workspaceId, action: $action) {
      __typename
      ... on SetLeakActionSuccess { workspace { id leakAction } }
      ... on Refusal { code message }
    }
  }
`);

export const Leaks = graphql(`
  query Leaks($workspaceId: ID!) {
    leaks(workspaceId: $workspaceId) { key { name } reporter source url action }
  }
`);

export const LeakPatterns = graphql(`
  query LeakPatterns($workspaceId: ID!) {
    leakPatterns(workspaceId: $workspaceId) { id format regex standaloneRegex keyword examples nearMisses }
  }
`);
