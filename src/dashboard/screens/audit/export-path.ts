import type { AuditLogFilter } from '../../gql/graphql.ts';

/** Where the log comes as NDJSON, narrowed as the table is. */
export function exportPath(workspaceId: string, filter: AuditLogFilter): string {
  const { actions, actorIds, targetId, targetType, ip, from, to } = filter;
  const given = {
    action: actions?.join(','),
    actorId: actorIds?.join(','),
    targetId,
    targetType,
    ip,
    from,
    to,
  };
  const query = new URLSearchParams({ workspaceId });
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  return `/api/audit-log.ndjson?${query.toString()}`;
}
