import { Link } from 'wouter';
import { StatusBadge } from '../../ui/badge.tsx';
import { duration } from '../../ui/figures.ts';
import { Card } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './alert.module.css';
import type { AlertDetail } from './alert-detail.ts';

type Deliveries = NonNullable<AlertDetail['deliveries']>;

/** Who was told of an alert, and how that went. */
export function AlertDeliveries({ deliveries }: { readonly deliveries: Deliveries }) {
  return (
    <Card title="Who was told">
      {deliveries.length === 0 ? (
        <>
          <p className="muted">Nobody: no webhook takes such alerts, or it was muted.</p>
          <Link href="/webhooks">To the webhooks</Link>
        </>
      ) : (
        <ul className={style['list']}>
          {deliveries.map((delivery) => (
            <li key={delivery.id} className={style['done']}>
              <Delivery delivery={delivery} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Delivery({ delivery }: { readonly delivery: Deliveries[number] }) {
  const { endpoint, eventType, state, createdAt, nextAttemptAt, attempts } = delivery;
  return (
    <>
      <div className={style['told']}>
        <Link href={`/webhooks/${endpoint.id}`}>
          <bdi>{endpoint.description || endpoint.url}</bdi>
        </Link>
        <StatusBadge status={state} />
      </div>
      <div className={style['when']}>
        <code>{eventType}</code>, <Time at={createdAt} />
        {state === 'PENDING' && nextAttemptAt && (
          <>
            , next attempt <Time at={nextAttemptAt} as="relative" />
          </>
        )}
      </div>
      {attempts.length > 0 && (
        <details className={style['attempts']}>
          <summary>{attempts.length === 1 ? 'One attempt' : `${String(attempts.length)} attempts`}</summary>
          <ol>
            {attempts.map(({ at, status, error, durationMs }) => (
              <li key={at}>
                <Time at={at} />: {status ?? 'no answer'} after {duration(durationMs)}
                {error && <div className="muted">{error}</div>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
