import type { ReactNode } from 'react';
import style from './choices.module.css';
import { CheckField } from './field.tsx';

interface ChoicesProps {
  readonly legend: string;
  readonly choices: readonly { readonly value: string; readonly label: ReactNode; readonly hint: string }[];
  readonly value: readonly string[];
  onChange(value: readonly string[]): void;
}

/** Any number of several choices. */
export function Choices({ legend, choices, value, onChange }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <fieldset className={style['choices']}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <CheckField
          key={choice.value}
          label={choice.label}
          hint={choice.hint}
          checked={value.includes(choice.value)}
          onChange={(on) =>
            onChange(on ? [...value, choice.value] : value.filter((known) => known !== choice.value))
          }
        />
      ))}
    </fieldset>
  );
}
