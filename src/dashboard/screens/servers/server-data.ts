import type { ServerSettingsFragment } from '../../gql/graphql.ts';

/** A server with all that can be set on it. */
export type ServerData = ServerSettingsFragment;
