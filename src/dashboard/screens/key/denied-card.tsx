import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { KeyDeniedDocument, type KeyDeniedQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import type { Column } from '../../ui/column.ts';
import { count } from '../../ui/figures.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { ShareBar } from './share-bar.tsx';
import type { Span } from './span.ts';
import { SpanNote } from './span-note.tsx';

type Denied = KeyDeniedQuery['deniedBreakdown']['codes'][number] & { readonly share: number };

const COLUMNS: readonly Column<Denied>[] = [
  { title: 'Reason', cell: ({ code }) => <code>{code}</code>, csv: ({ code }) => code },
  {
    title: 'Requests',
    end: true,
    cell: ({ requests }) => count(requests),
    csv: ({ requests }) => requests,
  },
  {
    title: 'Of all denied',
    cell: ({ share }) => <ShareBar value={share} tone="danger" />,
    csv: ({ share }) => share,
  },
];

/** Why requests of a key were denied. */
export function DeniedCard({ keyId, span: { from, to } }: { readonly keyId: string; readonly span: Span }) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({ workspaceId, keyIds: [keyId], from, to }),
    [workspaceId, keyId, from, to],
  );
  const read = useRead(KeyDeniedDocument, variables);
  const rows = useMemo(() => {
    const denied = read.data?.deniedBreakdown;
    return denied?.codes.map((each) => ({ ...each, share: each.requests / Math.max(denied.requests, 1) }));
  }, [read.data]);
  return (
    <Card title="Denied, by reason" flush>
      <SpanNote span={read.data?.deniedBreakdown} />
      <Table
        label="Denied requests by reason"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ code }) => code}
        read={read}
        fileName="keywatch-key-denied"
        empty={
          <Empty title="Nothing was denied">
            All requests of this span were let through, or there were none.
          </Empty>
        }
      />
    </Card>
  );
}
