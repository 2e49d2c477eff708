import { useState } from 'react';

/** The values of a form, and what binds each to its field: `<TextField label="Name" {...bind('name')} />`. */
export interface Form<Values extends object> {
  readonly values: Values;
  bind<Name extends keyof Values>(
    name: Name,
  ): { readonly value: Values[Name]; onChange(value: Values[Name]): void };
  /** As `bind`, for a CheckField. */
  tick<Name extends keyof Values>(
    name: Name,
  ): { readonly checked: Values[Name]; onChange(value: Values[Name]): void };
  set(values: Partial<Values>): void;
}

/** Keeps what people write into a form. */
export function useForm<Values extends object>(initial: Values): Form<Values> {
  const [values, setValues] = useState(initial);
  const set = (changed: Partial<Values>) => setValues((known) => ({ ...known, ...changed }));
  const change =
    <Name extends keyof Values>(name: Name) =>
    (value: Values[Name]) =>
      setValues((known) => ({ ...known, [name]: value }));
  return {
    values,
    set,
    bind: (name) => ({ value: values[name], onChange: change(name) }),
    tick: (name) => ({ checked: values[name], onChange: change(name) }),
  };
}
