import type { AccessTokenKind } from '../../gql/graphql.ts';

/** What each kind of token may be restricted to. */
export const SCOPES: Readonly<Record<AccessTokenKind, readonly string[]>> = {
  GATEWAY: ['verify', 'usage:write', 'leaks:write'],
  ADMIN: [
    'workspace:read',
    'workspace:write',
    'people:read',
    'people:write',
    'servers:read',
    'servers:write',
    'keys:read',
    'keys:write',
    'tokens:read',
    'tokens:write',
    'webhooks:read',
    'webhooks:write',
    'usage:read',
    'alerts:read',
    'alerts:write',
    'audit:read',
    'backfill:write',
    'usage:write',
    'leaks:write',
  ],
};
