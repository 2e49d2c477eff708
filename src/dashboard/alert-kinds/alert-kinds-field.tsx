import { Choices } from '../ui/choices.tsx';
import style from './alert-kinds.module.css';
import { useAlertKind, useAlertKinds } from './use-alert-kinds.ts';

interface AlertKindsFieldProps {
  readonly value: readonly string[];
  onChange(kinds: readonly string[]): void;
}

/** Any number of kinds of alerts; none chosen stands for all, and the list is folded up until it is wanted. */
export function AlertKindsField({ value, onChange }: AlertKindsFieldProps) {
  const kinds = useAlertKinds();
  const kindOf = useAlertKind();
  const unknown = value.filter((kind) => !kinds.some((each) => each.kind === kind)).map(kindOf);
  const chosen = value.map((kind) => kindOf(kind).title);
  return (
    <details className={style['kinds']}>
      <summary>
        Kinds of alerts: <span className="muted">{chosen.length === 0 ? 'all' : chosen.join(', ')}</span>
      </summary>
      <Choices
        legend="None chosen: all"
        choices={[...kinds, ...unknown].map(({ kind, title, description }) => ({
          value: kind,
          label: title,
          hint: description,
        }))}
        value={value}
        onChange={onChange}
      />
    </details>
  );
}
