import type { AuditEventsQuery } from '../../gql/graphql.ts';

/** What somebody did. */
export type AuditEvent = AuditEventsQuery['auditLog']['edges'][number]['node'];
