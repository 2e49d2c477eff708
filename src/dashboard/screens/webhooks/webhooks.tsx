import { useMemo } from 'react';
import { Link } from 'wouter';
import { type KindOf, useAlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import { useRead } from '../../api/use-read.ts';
import { WebhooksListDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Time } from '../../ui/time.tsx';
import { useParam } from '../../ui/use-param.ts';
import { CreateWebhook } from './create-webhook.tsx';
import { type Endpoint, FORMATS, filtersText, healthOf } from './endpoint.ts';
import { EventCatalogue } from './event-catalogue.tsx';

/** Where the events of the workspace are told. */
export function Webhooks() {
  const { isAdmin } = useWorkspace();
  return isAdmin ? <Endpoints /> : <Fallback code="FORBIDDEN" />;
}

function Endpoints() {
  const [creating, setCreating] = useParam('create');
  return (
    <Page
      title="Webhooks"
      lead="Where alerts and changes are told, as they happen."
      actions={
        <Button look="primary" onClick={() => setCreating('1')}>
          Add a webhook
        </Button>
      }
    >
      <Tabs
        tabs={[
          { id: 'endpoints', label: 'Endpoints', panel: <List /> },
          { id: 'events', label: 'Events', panel: <EventCatalogue /> },
        ]}
      />
      {creating !== '' && <CreateWebhook onClose={() => setCreating('')} />}
    </Page>
  );
}

function List() {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const read = useRead(WebhooksListDocument, variables);
  const kindOf = useAlertKind();
  const columns = useMemo(() => columnsOf(kindOf), [kindOf]);
  return (
    <Card flush>
      <Table
        label="Webhook endpoints"
        columns={columns}
        rows={read.data?.webhookEndpoints}
        rowKey={({ id }) => id}
        read={read}
        empty={
          <Empty title="Nobody is told yet">
            Add a webhook, and your chat, your pager or your own service hears of alerts within a minute.
          </Empty>
        }
        fileName="webhooks"
      />
    </Card>
  );
}

function columnsOf(kindOf: KindOf): readonly Column<Endpoint>[] {
  const toldOf = (endpoint: Endpoint) => filtersText(endpoint, kindOf);
  return [
    {
      title: 'Endpoint',
      cell: ({ id, url, description }) => (
        <Link href={`/webhooks/${id}`}>
          <bdi>{description ?? url}</bdi>
        </Link>
      ),
      csv: ({ url }) => url,
    },
    { title: 'Format', cell: ({ format }) => FORMATS[format].title, csv: ({ format }) => format },
    {
      title: 'Health',
      cell: (endpoint) => {
        const { text, tone } = healthOf(endpoint);
        return (
          <>
            <Badge tone={tone}>{text}</Badge>{' '}
            {endpoint.disabledAt === null && endpoint.failingSince !== null && (
              <span className="muted">
                since <Time at={endpoint.failingSince} as="relative" />
              </span>
            )}
          </>
        );
      },
      csv: (endpoint) => healthOf(endpoint).text,
    },
    { title: 'Told of', cell: toldOf, csv: toldOf },
    {
      title: 'Added',
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
      csv: ({ createdAt }) => createdAt,
    },
  ];
}
