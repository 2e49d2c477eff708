import { Link } from 'wouter';
import { useRead } from '../../api/use-read.ts';
import { useSpan } from '../../api/use-span.ts';
import { ServersListDocument, type ServersListQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { StatusBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { TextField } from '../../ui/field.tsx';
import { count, share } from '../../ui/figures.ts';
import { Filters } from '../../ui/filters.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { useParam } from '../../ui/use-param.ts';
import { FirstSteps } from '../first-steps/first-steps.tsx';
import { CreateServer } from './create-server.tsx';

type Row = ServersListQuery['servers'][number] & {
  readonly usage: ServersListQuery['usage']['groups'][number]['totals'] | undefined;
};

/** What keys open. */
export function Servers() {
  const { isAdmin } = useWorkspace();
  const [creating, setCreating] = useParam('create');
  const [text, setText] = useParam('q');
  const { read, rows } = useServers();
  const shown = rows?.filter(({ slug, name, environment }) =>
    `${slug} ${name} ${environment}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <Page
      title="Servers"
      lead="What keys open: MCP servers, APIs and other surfaces. Figures are of the last 24 hours."
      actions={
        isAdmin && (
          <Button look="primary" onClick={() => setCreating('1')}>
            Add a server
          </Button>
        )
      }
    >
      {rows?.length === 0 && <FirstSteps />}
      <Card flush>
        {(rows?.length ?? 0) > 0 && (
          <Filters>
            <TextField bare filter label="Filter servers" type="search" value={text} onChange={setText} />
          </Filters>
        )}
        <Table
          label="Servers"
          columns={COLUMNS}
          rows={shown}
          rowKey={({ id }) => id}
          read={read}
          empty={<NoServers filtered={(rows?.length ?? 0) > 0} />}
          fileName="servers"
        />
      </Card>
      {isAdmin && creating !== '' && <CreateServer onClose={() => setCreating('')} />}
    </Page>
  );
}

function useServers() {
  const { id: workspaceId } = useWorkspace();
  const variables = useSpan(workspaceId, 24);
  const read = useRead(ServersListDocument, variables);
  const groups = new Map(read.data?.usage.groups.map(({ serverId, totals }) => [serverId, totals]));
  const rows = read.data?.servers.map((server): Row => ({ ...server, usage: groups.get(server.id) }));
  return { read, rows };
}

function NoServers({ filtered }: { readonly filtered: boolean }) {
  const { isAdmin } = useWorkspace();
  if (filtered) return <Empty title="No server is called that">Change the filter to see the others.</Empty>;
  return (
    <Empty title="No servers yet">
      {isAdmin
        ? 'Add the first one: keys can then be confined to it, and its traffic is told apart.'
        : 'An owner or admin of the workspace adds them.'}
    </Empty>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  {
    title: 'Server',
    cell: ({ id, slug, name }) => (
      <>
        <Link href={`/servers/${id}`}>
          <bdi>{name}</bdi>
        </Link>{' '}
        <code className="muted">{slug}</code>
      </>
    ),
    csv: ({ slug }) => slug,
  },
  { title: 'Status', cell: ({ status }) => <StatusBadge status={status} />, csv: ({ status }) => status },
  {
    title: 'Environment',
    cell: ({ environment }) => <bdi>{environment}</bdi>,
    csv: ({ environment }) => environment,
  },
  {
    title: 'Keys',
    end: true,
    cell: ({ id, keyCount }) => <Link href={`/keys?server=${id}`}>{count(keyCount)}</Link>,
    csv: ({ keyCount }) => keyCount,
  },
  {
    title: 'Requests',
    end: true,
    cell: ({ usage }) => count(usage?.requests ?? 0),
    csv: ({ usage }) => usage?.requests ?? 0,
  },
  {
    title: 'Denied',
    end: true,
    cell: ({ usage }) => count(usage?.denied ?? 0),
    csv: ({ usage }) => usage?.denied ?? 0,
  },
  {
    title: 'Errors',
    end: true,
    cell: ({ usage }) => share(usage?.errorRate ?? 0),
    csv: ({ usage }) => usage?.errorRate ?? 0,
  },
];
