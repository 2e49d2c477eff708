import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import type { Choice } from './field.tsx';
import style from './tabs.module.css';
import { useParam } from './use-param.ts';

export interface Tab {
  /** Stands in the URL. */
  readonly id: string;
  readonly label: ReactNode;
  /** Drawn only while its tab is chosen. */
  readonly panel: ReactNode;
}

/** Parts of a page of which one is seen; the URL says which (`?tab=`). */
export function Tabs({ tabs }: { readonly tabs: readonly Tab[] }) {
  const [asked, choose] = useParam('tab');
  const chosen = tabs.find(({ id }) => id === asked)?.id ?? tabs[0]?.id ?? '';
  return (
    <Base.Root value={chosen} onValueChange={(id: string) => choose(id)}>
      <Base.List className={style['list']}>
        {tabs.map(({ id, label }) => (
          <Base.Tab key={id} value={id} className={style['tab']}>
            {label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, panel }) => (
        <Base.Panel key={id} value={id} className={style['panel']}>
          {panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

interface SegmentsProps<Value extends string> {
  /** For screen readers: what is chosen here. */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  onChange(value: Value): void;
}

/** A few choices side by side, of which one holds. */
export function Segments<Value extends string>({ label, value, choices, onChange }: SegmentsProps<Value>) {
  return (
    <fieldset className={style['segments']}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          className={style['segment']}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
