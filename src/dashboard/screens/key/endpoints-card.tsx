import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { KeyEndpointsDocument, type KeyEndpointsQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import type { Column } from '../../ui/column.ts';
import { count, duration, share } from '../../ui/figures.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { ShareBar } from './share-bar.tsx';
import type { Span } from './span.ts';
import { SpanNote } from './span-note.tsx';

type Endpoint = KeyEndpointsQuery['endpointPatterns']['groups'][number]['endpoints'][number];

const COLUMNS: readonly Column<Endpoint>[] = [
  {
    title: 'Endpoint',
    cell: ({ endpoint }) =>
      endpoint === '' ? <span className="muted">none was named</span> : <bdi>{endpoint}</bdi>,
    csv: ({ endpoint }) => endpoint,
  },
  {
    title: 'Requests',
    end: true,
    cell: ({ totals }) => count(totals.requests),
    csv: ({ totals }) => totals.requests,
  },
  { title: 'Share', cell: (row) => <ShareBar value={row.share} />, csv: (row) => row.share },
  {
    title: 'Errors',
    end: true,
    cell: ({ totals }) => share(totals.errorRate),
    csv: ({ totals }) => totals.errorRate,
  },
  {
    title: 'p95',
    end: true,
    cell: ({ totals }) => duration(totals.p95Ms),
    csv: ({ totals }) => totals.p95Ms,
  },
];

const NO_ROWS: readonly Endpoint[] = [];

/** Which endpoints a key uses. */
export function EndpointsCard({
  keyId,
  span: { from, to },
}: {
  readonly keyId: string;
  readonly span: Span;
}) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({ workspaceId, keyIds: [keyId], from, to }),
    [workspaceId, keyId, from, to],
  );
  const read = useRead(KeyEndpointsDocument, variables);
  const rows = read.data && (read.data.endpointPatterns.groups[0]?.endpoints ?? NO_ROWS);
  return (
    <Card title="Endpoints" flush>
      <SpanNote span={read.data?.endpointPatterns} />
      <Table
        label="Endpoints"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ endpoint }) => endpoint}
        read={read}
        fileName="keywatch-key-endpoints"
        empty={
          <Empty title="No endpoint was used">
            Gateways name the endpoint with each verification, such as <code>tools/call:search</code>.
          </Empty>
        }
      />
    </Card>
  );
}
