import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { type WebhookDeliveryFieldsFragment, WebhookRedeliverDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { StatusBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Copyable } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { duration } from '../../ui/figures.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { Endpoint } from './endpoint.ts';
import style from './webhooks.module.css';

type Delivery = WebhookDeliveryFieldsFragment;

/** The columns of the deliveries of an endpoint. */
export function deliveryColumns(endpoint: Endpoint): readonly Column<Delivery>[] {
  return [
    {
      title: 'Event',
      cell: (delivery) => <Opener delivery={delivery} />,
      csv: ({ eventType }) => eventType,
    },
    { title: 'State', cell: ({ state }) => <StatusBadge status={state} />, csv: ({ state }) => state },
    {
      title: 'Made',
      cell: ({ createdAt }) => <Time at={createdAt} as="relative" />,
      csv: ({ createdAt }) => createdAt,
    },
    {
      title: 'Attempts',
      end: true,
      cell: ({ attempts }) => attempts.length,
      csv: ({ attempts }) => attempts.length,
    },
    {
      title: 'Last answer',
      cell: ({ attempts }) => attempts.at(-1)?.status ?? attempts.at(-1)?.error ?? '–',
      csv: ({ attempts }) => attempts.at(-1)?.status,
    },
    {
      title: 'Next attempt',
      cell: ({ nextAttemptAt }) => <Time at={nextAttemptAt} as="relative" never="–" />,
      csv: ({ nextAttemptAt }) => nextAttemptAt,
    },
    { title: 'Id', cell: ({ id }) => <code title={id}>…{id.slice(-8)}</code>, csv: ({ id }) => id },
    {
      title: 'Actions',
      end: true,
      cell: (delivery) => <Redeliver delivery={delivery} endpoint={endpoint} />,
    },
  ];
}

function Redeliver({ delivery, endpoint }: { readonly delivery: Delivery; readonly endpoint: Endpoint }) {
  const { id: workspaceId } = useWorkspace();
  const [redeliver] = useAction(WebhookRedeliverDocument);
  const { busy, submit } = useSubmit();
  const send = async () =>
    await submit(async () => {
      const outcome = await redeliver({ workspaceId, deliveryId: delivery.id });
      if (outcome.done) tell({ title: 'It is attempted again', text: delivery.eventType });
      else tell({ tone: 'danger', title: 'It was not redelivered', text: outcome.trouble.message });
      return outcome;
    });
  return (
    <Button
      size="small"
      busy={busy}
      disabled={endpoint.disabledAt !== null || delivery.state === 'PENDING'}
      onClick={() => void send()}
    >
      Redeliver
    </Button>
  );
}

function Opener({ delivery }: { readonly delivery: Delivery }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <code>{delivery.eventType}</code>
      </Button>
      {open && <Detail delivery={delivery} onClose={() => setOpen(false)} />}
    </>
  );
}

function Detail({ delivery, onClose }: { readonly delivery: Delivery; onClose(): void }) {
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={<code>{delivery.eventType}</code>}
      lead={<code>{delivery.id}</code>}
    >
      <h3>Attempts</h3>
      {delivery.attempts.length === 0 && <p className="muted">None yet.</p>}
      <ol className={style['attempts']}>
        {delivery.attempts.map(({ at, status, durationMs, error }) => (
          <li key={at} className={style['attempt']}>
            <span>
              <Time at={at} /> · {status === null ? 'no answer' : `HTTP ${String(status)}`} ·{' '}
              {duration(durationMs)}
            </span>
            {error !== null && (
              <TroubleNotice
                trouble={{ code: status === null ? 'NO_ANSWER' : String(status), message: error }}
              />
            )}
          </li>
        ))}
      </ol>
      <h3>Body</h3>
      <Copyable label="Body" text={pretty(delivery.payload)} />
    </Dialog>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
