import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Time } from '../../ui/time.tsx';
import style from './audit.module.css';
import type { AuditEvent } from './audit-event.ts';
import { EventDetail } from './event-detail.tsx';

/** The columns of the log. `follow` narrows it to what was done to one thing; left out: it is the log of one already. */
export function auditColumns(follow?: (targetId: string) => void): readonly Column<AuditEvent>[] {
  const ofOne = follow === undefined;
  return [
    { title: 'When', cell: ({ at }) => <Time at={at} />, csv: ({ at }) => at },
    {
      title: 'Who',
      cell: (event) => <Actor event={event} />,
      csv: ({ actor }) => actor?.email ?? 'Keywatch',
    },
    {
      title: 'Did',
      cell: (event) => (
        <div className={style['event']}>
          <code>{event.action}</code>
          <EventDetail event={event} ofOne={ofOne} />
        </div>
      ),
      csv: ({ action }) => action,
    },
    ...(ofOne ? [] : [targetColumn(follow)]),
    {
      title: 'From',
      cell: ({ ip, tokenId }) => (
        <span className={style['person']}>
          <bdi className="mono">{ip ?? '–'}</bdi>
          {tokenId !== null && (
            <span className="muted" title={tokenId}>
              with …{tokenId.slice(-8)}
            </span>
          )}
        </span>
      ),
      csv: ({ ip }) => ip,
    },
    {
      title: 'Changes',
      filedOnly: true,
      cell: () => null,
      csv: ({ before, after, detail }) => JSON.stringify({ before, after, detail }),
    },
  ];
}

function targetColumn(follow: (targetId: string) => void): Column<AuditEvent> {
  return {
    title: 'To',
    cell: ({ targetType, targetId }) => (
      <span className={style['person']}>
        <span>{targetType.replaceAll('_', ' ')}</span>
        <Button
          size="small"
          look="quiet"
          title={`Show what was done to ${targetId}`}
          onClick={() => follow(targetId)}
        >
          <code>…{targetId.slice(-8)}</code>
        </Button>
      </span>
    ),
    csv: ({ targetId }) => targetId,
  };
}

function Actor({ event: { actor, actorId } }: { readonly event: AuditEvent }) {
  if (actor !== null) {
    return (
      <span className={style['person']}>
        <bdi>{actor.name}</bdi>
        <bdi className="muted">{actor.email}</bdi>
      </span>
    );
  }
  return actorId === null ? <>Keywatch itself</> : <span title={actorId}>Somebody who is gone</span>;
}
