import type { AlertViewQuery } from '../../gql/graphql.ts';

/** All of an alert that its screen shows. */
export type AlertDetail = AlertViewQuery['alert'];
