import { useMemo } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { AuditEventsDocument, type AuditEventsQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { auditColumns } from './audit-columns.tsx';
import { filterOf, useAuditFilter } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { exportPath } from './export-path.ts';

/** Who did what, and what changed by it. */
export function Audit() {
  const { isAdmin } = useWorkspace();
  return isAdmin ? <Log /> : <Fallback code="FORBIDDEN" />;
}

function Log() {
  const { id: workspaceId } = useWorkspace();
  const filter = useAuditFilter();
  const { texts, set } = filter;
  const pages = usePages(
    AuditEventsDocument,
    useMemo(() => ({ workspaceId, filter: filterOf(texts), first: 40 }), [workspaceId, texts]),
    listOf,
  );
  return (
    <Page
      title="Audit log"
      lead="Who did what, the newest first. Nothing is ever taken out of it."
      actions={
        <a className={buttonClass({})} href={exportPath(workspaceId, filterOf(texts))} download>
          Export NDJSON
        </a>
      }
    >
      <Card flush>
        <AuditFilters {...filter} />
        <Table
          label="Audit log"
          columns={auditColumns((targetId) => set('targetId', targetId))}
          rows={pages.rows}
          rowKey={({ id }) => id}
          read={pages}
          onMore={pages.more}
          readAll={pages.readAll}
          beyond="“Export NDJSON” has all of them."
          empty={<Empty title="Nothing fits">Take a filter away to see more.</Empty>}
          fileName="audit-log"
        />
      </Card>
    </Page>
  );
}

function listOf({ auditLog }: AuditEventsQuery) {
  return auditLog;
}
