import { graphql } from '../gql/gql.ts';

export const WorkspaceDetails = graphql(`
  query WorkspaceDetails($id: ID!) {
    workspace(id: $id) { id name plan ratePerMinute keyFormat memberCount serverCount keyCount }
  }
`);

export const UpdateWorkspace = graphql(`
  mutation UpdateWorkspace($workspaceId: ID!, $name: String, $keyFormat: String) {
    updateWorkspace(workspaceId: $workspaceId, name: $name, keyFormat: $keyFormat) {
      __typename
      ... on UpdateWorkspaceSuccess { workspace { id name keyFormat } }
      ... on Refusal { code message }
    }
  }
`);

export const DeleteWorkspace = graphql(`
  mutation DeleteWorkspace($workspaceId: ID!, $confirmName: String!) {
    deleteWorkspace(workspaceId: $workspaceId, confirmName: $confirmName) {
      __typename
      ... on DeleteWorkspaceSuccess { workspaceId propagation }
      ... on Refusal { code message }
    }
  }
`);

export const SetWorkspacePlan = graphql(`
  mutation SetWorkspacePlan($workspaceId: ID!, $plan: Plan!, $ratePerMinute: Int) {
    setWorkspacePlan(workspaceId: $workspaceId, plan: $plan, ratePerMinute: $ratePerMinute) {
      __typename
      ... on SetWorkspacePlanSuccess { workspaceId name plan ratePerMinute propagation }
      ... on Refusal { code message }
    }
  }
`);
