import type { PeopleMembersQuery } from '../../gql/graphql.ts';

/** Somebody in the workspace. */
export type Member = PeopleMembersQuery['members']['edges'][number]['node'];
