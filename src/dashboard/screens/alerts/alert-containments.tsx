import { useState } from 'react';
import { ContainDialog } from '../../containment/contain-dialog.tsx';
import { byText, stepText } from '../../containment/containment-text.ts';
import { UndoContainment } from '../../containment/undo-containment.tsx';
import type { AlertContainmentFragment } from '../../gql/graphql.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './alert.module.css';
import type { AlertDetail } from './alert-detail.ts';

interface ContainmentsProps {
  readonly alert: AlertDetail;
  readonly keyId: string;
  /** Whether the viewer may contain the key. */
  readonly mayAct: boolean;
}

/** What was done to the key of an alert, and what can be done or undone now. */
export function AlertContainments({ alert, keyId, mayAct }: ContainmentsProps) {
  const [asking, setAsking] = useState(false);
  const { key, containments } = alert;
  const current = key?.containment ?? undefined;
  const isOther = current !== undefined && !containments.some(({ id }) => id === current.id);
  const shown = isOther ? [...containments, current] : containments;
  const name = key?.name ?? '';
  return (
    <Card
      title="Containment"
      actions={
        mayAct &&
        !key?.revokedAt && (
          <Button size="small" onClick={() => setAsking(true)}>
            Contain now …
          </Button>
        )
      }
    >
      {shown.length === 0 ? (
        <p className="muted">Nothing was done to the key because of this alert.</p>
      ) : (
        <ul className={style['list']}>
          {shown.map((containment) => (
            <li key={containment.id} className={style['done']}>
              <One containment={containment} isOther={isOther && containment === current} />
              {containment.id === current?.id && mayAct && (
                <div>
                  <UndoContainment keyId={keyId} keyName={name} containment={containment} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {key?.revokedAt && !key.deletedAt && (
        <p className={style['actions']}>The key is revoked: there is nothing left to contain.</p>
      )}
      {asking && (
        <ContainDialog keyId={keyId} keyName={name} alertId={alert.id} onClose={() => setAsking(false)} />
      )}
    </Card>
  );
}

interface OneProps {
  readonly containment: AlertContainmentFragment;
  /** Of another alert, or of none. */
  readonly isOther: boolean;
}

function One({ containment, isOther }: OneProps) {
  const { since, until, endedAt, end, endedBy, reason } = containment;
  return (
    <>
      <div className={style['told']}>
        <strong>{stepText(containment)}</strong>
        {endedAt ? <Badge>{ENDS[end ?? 'UNDONE']}</Badge> : <Badge tone="warning">Holds now</Badge>}
      </div>
      <div className={style['when']}>
        <bdi>{byText(containment)}</bdi>, <Time at={since} />
        {isOther && ' (not because of this alert)'}
      </div>
      <div className={style['when']}>
        {endedAt ? (
          <>
            Ended <Time at={endedAt} />
            {endedBy && (
              <>
                {' '}
                by <bdi>{endedBy.name}</bdi>
              </>
            )}
          </>
        ) : until ? (
          <>
            Until <Time at={until} />
          </>
        ) : (
          'Until somebody undoes it'
        )}
      </div>
      {reason && <bdi className={style['when']}>“{reason}”</bdi>}
    </>
  );
}

const ENDS = { UNDONE: 'Undone', EXPIRED: 'Over', REPLACED: 'Replaced' } as const;
