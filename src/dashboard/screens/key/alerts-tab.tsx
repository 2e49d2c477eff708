import { useMemo } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { AlertsListDocument, type AlertsListQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { useAlertColumns } from '../alerts/alert-table.tsx';

const NO_ROWS: readonly [] = [];

/** All alerts of a key, the newest first; new ones come by themselves. */
export function AlertsTab({ keyId }: { readonly keyId: string }) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({ workspaceId, filter: { keyIds: [keyId] }, first: 50 }),
    [workspaceId, keyId],
  );
  const pages = usePages(AlertsListDocument, variables, listOf);
  const columns = useAlertColumns(pages.rows ?? NO_ROWS, { ofOneKey: true });
  return (
    <Card flush>
      <Table
        label="Alerts of the key"
        columns={columns}
        rows={pages.rows}
        rowKey={({ id }) => id}
        read={pages}
        onMore={pages.more}
        readAll={pages.readAll}
        fileName="keywatch-key-alerts"
        empty={
          <Empty title="There was no alert of this key">
            When the detector, a threshold or a leak report finds something, it appears here by itself.
          </Empty>
        }
      />
    </Card>
  );
}

function listOf({ alerts }: AlertsListQuery) {
  return alerts;
}
