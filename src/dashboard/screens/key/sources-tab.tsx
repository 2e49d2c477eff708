import { useMemo } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { KeySourcesDocument, type KeySourcesQuery, type SourceKind } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import type { Column } from '../../ui/column.ts';
import { count } from '../../ui/figures.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import style from './key.module.css';

type Source = KeySourcesQuery['sources']['edges'][number]['node'];

const REST: readonly Column<Source>[] = [
  {
    title: 'Requests',
    end: true,
    cell: ({ requests }) => count(requests),
    csv: ({ requests }) => requests,
  },
  { title: 'Days', end: true, cell: ({ days }) => count(days), csv: ({ days }) => days },
  {
    title: 'First seen',
    cell: ({ firstSeenAt }) => <Time at={firstSeenAt} />,
    csv: ({ firstSeenAt }) => firstSeenAt,
  },
  {
    title: 'Last seen',
    cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="relative" />,
    csv: ({ lastSeenAt }) => lastSeenAt,
  },
];

const COLUMNS: Readonly<Record<SourceKind, readonly Column<Source>[]>> = {
  ADDRESS: [valueTitled('Address'), ...REST],
  USER_AGENT: [valueTitled('User agent'), ...REST],
};

function valueTitled(title: string): Column<Source> {
  return { title, cell: valueCell, csv: ({ value }) => value };
}

function valueCell({ value }: Source) {
  return value === 'other' ? <span className="muted">others, beyond what is kept</span> : <bdi>{value}</bdi>;
}

/** Where a key was used from, and with what. */
export function SourcesTab({ keyId }: { readonly keyId: string }) {
  return (
    <div className={style['stack']}>
      <Sources
        keyId={keyId}
        kind="ADDRESS"
        title="Addresses"
        hint="Gateways name the address of the client with each verification."
      />
      <Sources
        keyId={keyId}
        kind="USER_AGENT"
        title="User agents"
        hint="Gateways name the user agent of the client with each verification."
      />
    </div>
  );
}

interface SourcesProps {
  readonly keyId: string;
  readonly kind: SourceKind;
  readonly title: string;
  readonly hint: string;
}

function Sources({ keyId, kind, title, hint }: SourcesProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId, keyId, kind, first: 50 }), [workspaceId, keyId, kind]);
  const pages = usePages(KeySourcesDocument, variables, listOf);
  return (
    <Card title={title} flush>
      <Table
        label={title}
        columns={COLUMNS[kind]}
        rows={pages.rows}
        rowKey={({ value }) => value}
        read={pages}
        onMore={pages.more}
        readAll={pages.readAll}
        fileName={`keywatch-key-${kind.toLowerCase().replace('_', '-')}s`}
        empty={<Empty title="None is known">{hint}</Empty>}
      />
    </Card>
  );
}

function listOf({ sources }: KeySourcesQuery) {
  return sources;
}
