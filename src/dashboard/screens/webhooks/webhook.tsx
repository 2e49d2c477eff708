import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { WebhooksListDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Page, Skeleton } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Time } from '../../ui/time.tsx';
import { Deliveries } from './deliveries.tsx';
import { DISABLED_BY, type Endpoint, FORMATS, healthOf } from './endpoint.ts';
import { WebhookActions } from './webhook-actions.tsx';
import { WebhookSettings } from './webhook-settings.tsx';
import { WebhookSignatures } from './webhook-signatures.tsx';

/** One endpoint: what was delivered to it, what it is told of, how it is signed. */
export function Webhook({ params }: { readonly params: Record<string, string> }) {
  const { id: workspaceId, isAdmin } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data, trouble, again } = useRead(WebhooksListDocument, variables, { pause: !isAdmin });
  const endpoint = data?.webhookEndpoints.find(({ id }) => id === params['endpointId']);
  if (endpoint !== undefined) return <Shown endpoint={endpoint} />;
  if (!isAdmin || data !== undefined) return <Fallback code={isAdmin ? 'NOT_FOUND' : 'FORBIDDEN'} />;
  return (
    <Page title="Webhook">
      {trouble === undefined ? (
        <Skeleton height={320} label="Loading the webhook" />
      ) : (
        <TroubleNotice trouble={trouble} onAgain={again} />
      )}
    </Page>
  );
}

function Shown({ endpoint }: { readonly endpoint: Endpoint }) {
  const { text, tone } = healthOf(endpoint);
  return (
    <Page
      title={endpoint.description ?? endpoint.url}
      heading={
        <>
          <bdi>{endpoint.description ?? endpoint.url}</bdi> <Badge tone={tone}>{text}</Badge>
        </>
      }
      lead={
        <>
          {FORMATS[endpoint.format].title}
          {endpoint.description !== null && (
            <>
              {' · '}
              <bdi>{endpoint.url}</bdi>
            </>
          )}
        </>
      }
      actions={<WebhookActions endpoint={endpoint} />}
    >
      <Health endpoint={endpoint} />
      <Tabs
        tabs={[
          { id: 'deliveries', label: 'Deliveries', panel: <Deliveries endpoint={endpoint} /> },
          {
            id: 'settings',
            label: 'What it is told of',
            panel: <WebhookSettings key={endpoint.id} endpoint={endpoint} />,
          },
          ...(endpoint.format === 'STANDARD'
            ? [{ id: 'signatures', label: 'Signatures', panel: <WebhookSignatures endpoint={endpoint} /> }]
            : []),
        ]}
      />
    </Page>
  );
}

function Health({ endpoint: { disabledAt, disabledBy, failingSince } }: { readonly endpoint: Endpoint }) {
  if (disabledAt !== null) {
    return (
      <Notice tone="warning">
        Nothing is delivered since <Time at={disabledAt} />. {disabledBy !== null && DISABLED_BY[disabledBy]}{' '}
        Enable it, then redeliver what failed.
      </Notice>
    );
  }
  if (failingSince === null) return null;
  return (
    <Notice tone="danger">
      Every attempt has failed since <Time at={failingSince} as="relative" />. After five days it is disabled.
      The deliveries below say why.
    </Notice>
  );
}
