import { useMemo } from 'react';
import { usePaged } from '../../api/use-paged.ts';
import { useRead } from '../../api/use-read.ts';
import { AuditEventsDocument } from '../../gql/graphql.ts';
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
  const paged = usePaged(useMemo(() => ({ workspaceId, filter: filterOf(texts) }), [workspaceId, texts]));
  const read = useRead(AuditEventsDocument, paged.variables);
  const page = read.data?.auditLog;
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
          rows={page?.edges.map(({ node }) => node)}
          rowKey={({ id }) => id}
          read={read}
          onMore={paged.more(page?.pageInfo)}
          empty={<Empty title="Nothing fits">Take a filter away to see more.</Empty>}
          fileName="audit-log"
        />
      </Card>
    </Page>
  );
}
