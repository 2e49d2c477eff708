import type { KeyViewQuery } from '../../gql/graphql.ts';

/** All of a key that its screen shows. */
export type KeyDetail = KeyViewQuery['key'];
