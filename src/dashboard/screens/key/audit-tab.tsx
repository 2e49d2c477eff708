import { useMemo, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { KeyAuditDocument, type KeyAuditQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import type { Column } from '../../ui/column.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { changesOf } from './audit-changes.ts';
import style from './key.module.css';

type Event = KeyAuditQuery['auditLog']['edges'][number]['node'];

const COLUMNS: readonly Column<Event>[] = [
  { title: 'When', cell: ({ at }) => <Time at={at} />, csv: ({ at }) => at },
  { title: 'What', cell: ({ action }) => <code>{action}</code>, csv: ({ action }) => action },
  {
    title: 'Who',
    cell: ({ actor }) => (actor ? <bdi>{actor.name}</bdi> : <span className="muted">Keywatch</span>),
    csv: ({ actor }) => actor?.name,
  },
  { title: 'From', cell: ({ ip }) => ip ?? <span className="muted">–</span>, csv: ({ ip }) => ip },
  {
    title: 'Changes',
    cell: (event) => <Changes event={event} />,
    csv: ({ before, after, detail }) => JSON.stringify({ before, after, detail }),
  },
];

/** What people did to a key, the newest first. */
export function AuditTab({ keyId }: { readonly keyId: string }) {
  const { id: workspaceId } = useWorkspace();
  const [cursor, setCursor] = useState<string>();
  const variables = useMemo(
    () => ({ workspaceId, keyId, first: 50, ...(cursor === undefined ? {} : { after: cursor }) }),
    [workspaceId, keyId, cursor],
  );
  const read = useRead(KeyAuditDocument, variables);
  const list = read.data?.auditLog;
  const { hasNextPage = false, endCursor } = list?.pageInfo ?? {};
  return (
    <Card flush>
      <Table
        label="Audit trail"
        columns={COLUMNS}
        rows={list?.edges.map(({ node }) => node)}
        rowKey={({ id }) => id}
        read={read}
        onMore={hasNextPage ? () => setCursor(endCursor ?? undefined) : undefined}
        fileName="keywatch-key-audit"
        empty={<Empty title="Nothing was done to it yet">Every change of the key is noted here.</Empty>}
      />
    </Card>
  );
}

function Changes({ event: { before, after, detail } }: { readonly event: Event }) {
  const changes = changesOf(before, after);
  const details = changesOf(undefined, detail).filter(({ name }) => name !== 'name');
  if (changes.length + details.length === 0) return <span className="muted">–</span>;
  return (
    <ul className={style['change']}>
      {changes.map((change) => (
        <li key={change.name}>
          {change.name}: {change.before !== undefined && <del>{change.before}</del>}{' '}
          {change.after !== undefined && <ins>{change.after}</ins>}
        </li>
      ))}
      {details.map(({ name, after: text }) => (
        <li key={`detail ${name}`}>
          {name}: <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );
}
