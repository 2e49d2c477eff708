import { Whole } from '../../ui/whole.tsx';
import style from './audit.module.css';
import type { AuditEvent } from './audit-event.ts';
import { changesOf, type EventChange, textOf } from './event-changes.ts';

interface EventDetailProps {
  readonly event: Pick<AuditEvent, 'before' | 'after' | 'detail'>;
  /** In a log of one thing: what changed stands open, and its name is not said again. */
  readonly ofOne: boolean;
}

/** What an event changed, field by field, and what else there is to say of it. */
export function EventDetail({ event: { before, after, detail }, ofOne }: EventDetailProps) {
  const changes = changesOf(before, after);
  const more = Object.entries(typeof detail === 'object' && detail !== null ? detail : {}).filter(
    ([name]) => !ofOne || name !== 'name',
  );
  if (changes.length === 0 && more.length === 0) return null;
  const body = (
    <div className={style['diff']}>
      {changes.map((change) => (
        <Changed key={change.name} change={change} />
      ))}
      {more.map(([name, value]) => (
        <div key={name} className={style['fact']}>
          <span className="muted">{name}</span>
          <bdi className="mono">
            <Whole text={textOf(value)} />
          </bdi>
        </div>
      ))}
    </div>
  );
  if (ofOne) return body;
  const names = changes.length === 0 ? more.map(([name]) => name) : changes.map(({ name }) => name);
  return (
    <details>
      <summary className={style['summary']}>{names.join(', ')}</summary>
      {body}
    </details>
  );
}

function Changed({ change: { name, before, after } }: { readonly change: EventChange }) {
  return (
    <div className={style['field']}>
      <span className="muted">{name}</span>
      {before !== undefined && (
        <del className={style['was']}>
          <span className="visually-hidden">was </span>
          <Whole text={before} />
        </del>
      )}
      {after !== undefined && (
        <ins className={style['is']}>
          <span className="visually-hidden">is </span>
          <Whole text={after} />
        </ins>
      )}
    </div>
  );
}
