import { useMemo } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { AuditEventsDocument, type AuditEventsQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { auditColumns } from '../audit/audit-columns.tsx';

const COLUMNS = auditColumns();

/** What people did to a key, the newest first. */
export function AuditTab({ keyId }: { readonly keyId: string }) {
  const { id: workspaceId } = useWorkspace();
  const pages = usePages(
    AuditEventsDocument,
    useMemo(() => ({ workspaceId, filter: { targetId: keyId }, first: 40 }), [workspaceId, keyId]),
    listOf,
  );
  return (
    <Card flush>
      <Table
        label="Audit trail"
        columns={COLUMNS}
        rows={pages.rows}
        rowKey={({ id }) => id}
        read={pages}
        onMore={pages.more}
        readAll={pages.readAll}
        fileName="keywatch-key-audit"
        empty={<Empty title="Nothing was done to it yet">Every change of the key is noted here.</Empty>}
      />
    </Card>
  );
}

function listOf({ auditLog }: AuditEventsQuery) {
  return auditLog;
}
