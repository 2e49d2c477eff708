import style from './audit.module.css';
import { type Difference, differencesOf, textOf } from './diff.ts';

interface EventDetailProps {
  readonly event: { readonly before?: unknown; readonly after?: unknown; readonly detail: unknown };
}

/** What an event changed, field by field, and what else there is to say of it. */
export function EventDetail({ event: { before, after, detail } }: EventDetailProps) {
  const differences = differencesOf(before, after);
  const more = Object.entries(typeof detail === 'object' && detail !== null ? detail : {});
  if (differences.length === 0 && more.length === 0) return null;
  const title =
    differences.length === 0
      ? more.map(([name]) => name).join(', ')
      : differences.map(({ name }) => name).join(', ');
  return (
    <details>
      <summary className={style['summary']}>{title}</summary>
      <div className={style['diff']}>
        {differences.map((difference) => (
          <Changed key={difference.name} difference={difference} />
        ))}
        {more.map(([name, value]) => (
          <div key={name} className={style['field']}>
            <span className="muted">{name}</span>
            <bdi className="mono">{textOf(value)}</bdi>
          </div>
        ))}
      </div>
    </details>
  );
}

function Changed({ difference: { name, before, after } }: { readonly difference: Difference }) {
  return (
    <div className={style['field']}>
      <span className="muted">{name}</span>
      {before !== undefined && (
        <del className={style['was']}>
          <span className="visually-hidden">was </span>
          {before}
        </del>
      )}
      {after !== undefined && (
        <ins className={style['is']}>
          <span className="visually-hidden">is </span>
          {after}
        </ins>
      )}
    </div>
  );
}
