import { graphql } from '../gql/gql.ts';

export const ImportKeys = graphql(`
  mutation ImportKeys($workspaceId: ID!, $format: ImportFormat!, $data: String!, $dryRun: Boolean) {
    importApiKeys(workspaceId: $workspaceId, format: $format, data: $data, dryRun: $dryRun) {
      __typename
      ... on ImportApiKeysSuccess { imported refused rows { row keyId refusal { code message } } }
      ... on Refusal { code message }
    }
  }
`);

export const KeyList = graphql(`
  query KeyList(
    $workspaceId: ID!
    $filter: KeyFilterInput
    $sort: KeySort
    $first: Int
    $after: String
    $counted: Boolean = false
  ) {
    keys(workspaceId: $workspaceId, filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount @include(if: $counted)
      edges { cursor node { id name } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

export const KeyTable = graphql(`
  query KeyTable($workspaceId: ID!, $first: Int) {
    keys(workspaceId: $workspaceId, first: $first, filter: { text: "key" }) {
      totalCount
      edges {
        node {
          id name status serverCount lastUsedAt rotationDueAt hasFullAccess warnings
          servers { slug }
          owner { name }
          reminders { kind at }
          containment { step since until alert { id } }
        }
      }
    }
  }
`);

export const KeyDetail = graphql(`
  query KeyDetail($workspaceId: ID!, $id: ID!) {
    key(workspaceId: $workspaceId, id: $id) {
      id name createdAt rotationDueAt hasFullAccess warnings
      owner { id }
      reminders { kind at }
    }
  }
`);
