import { useMemo, useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import {
  type DeliveryState,
  WebhookDeliveriesDocument,
  type WebhookDeliveriesQuery,
  WebhookRedeliverFailedDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { count } from '../../ui/figures.ts';
import { Filters } from '../../ui/filters.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useParam } from '../../ui/use-param.ts';
import { deliveryColumns } from './delivery-columns.tsx';
import type { Endpoint } from './endpoint.ts';

const STATES = [
  { value: '', label: 'All states' },
  { value: 'PENDING', label: 'Pending' },
  { value: 'DELIVERED', label: 'Delivered' },
  { value: 'FAILED', label: 'Failed' },
] as const;

const EVERY_MS = 5_000;

/** What was, or is to be, delivered to an endpoint, the newest first. */
export function Deliveries({ endpoint }: { readonly endpoint: Endpoint }) {
  const { id: workspaceId } = useWorkspace();
  const [asked, setState] = useParam('state');
  const [eventType, setEventType] = useParam('event');
  const [redelivering, setRedelivering] = useState(false);
  const state = STATES.find(({ value }) => value === asked)?.value ?? '';
  const variables = useVariables(workspaceId, endpoint.id, state, eventType);
  const pages = usePages(WebhookDeliveriesDocument, variables, listOf, { everyMs: EVERY_MS });
  return (
    <Card flush>
      <Filters>
        <SelectField label="State" bare choices={STATES} value={state} onChange={setState} />
        <TextField
          bare
          filter
          label="Type of event"
          placeholder="alert.opened"
          value={eventType}
          onChange={setEventType}
        />
        <Button disabled={endpoint.disabledAt !== null} onClick={() => setRedelivering(true)}>
          Redeliver what failed
        </Button>
      </Filters>
      <Table
        label="Deliveries"
        columns={deliveryColumns(endpoint)}
        rows={pages.rows}
        rowKey={({ id }) => id}
        read={pages}
        onMore={pages.more}
        readAll={pages.readAll}
        empty={
          <Empty title="No deliveries here">
            {state === '' && eventType === ''
              ? 'Send a test event to see whether it arrives.'
              : 'Choose other states or events to see more.'}
          </Empty>
        }
        fileName="deliveries"
      />
      {redelivering && <RedeliverFailed endpoint={endpoint} onClose={() => setRedelivering(false)} />}
    </Card>
  );
}

function listOf({ deliveries }: WebhookDeliveriesQuery) {
  return deliveries;
}

function useVariables(workspaceId: string, endpointId: string, state: DeliveryState | '', eventType: string) {
  return useMemo(
    () => ({
      workspaceId,
      endpointId,
      state: state === '' ? null : state,
      eventType: eventType.trim() === '' ? null : eventType.trim(),
    }),
    [workspaceId, endpointId, state, eventType],
  );
}

function RedeliverFailed({ endpoint, onClose }: { readonly endpoint: Endpoint; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [redeliver] = useAction(WebhookRedeliverFailedDocument);
  const act = async () => {
    const outcome = await redeliver({ workspaceId, endpointId: endpoint.id, since: endpoint.createdAt });
    if (outcome.done) {
      const { deliveries } = outcome.value;
      tell({ title: deliveries === 0 ? 'Nothing had failed' : `${count(deliveries)} are attempted again` });
    }
    return outcome;
  };
  return (
    <Confirm open onClose={onClose} title="Redeliver all that failed?" verb="Redeliver" act={act}>
      Everything that failed in the last 30 days is attempted again at once, under the same ids.
    </Confirm>
  );
}
