import { useMemo } from 'react';
import { usePaged } from '../../api/use-paged.ts';
import { useRead } from '../../api/use-read.ts';
import { AuditEventsDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { auditColumns } from '../audit/audit-columns.tsx';

const COLUMNS = auditColumns();

/** What people did to a key, the newest first. */
export function AuditTab({ keyId }: { readonly keyId: string }) {
  const { id: workspaceId } = useWorkspace();
  const paged = usePaged(useMemo(() => ({ workspaceId, filter: { targetId: keyId } }), [workspaceId, keyId]));
  const read = useRead(AuditEventsDocument, paged.variables);
  const page = read.data?.auditLog;
  return (
    <Card flush>
      <Table
        label="Audit trail"
        columns={COLUMNS}
        rows={page?.edges.map(({ node }) => node)}
        rowKey={({ id }) => id}
        read={read}
        onMore={paged.more(page?.pageInfo)}
        fileName="keywatch-key-audit"
        empty={<Empty title="Nothing was done to it yet">Every change of the key is noted here.</Empty>}
      />
    </Card>
  );
}
