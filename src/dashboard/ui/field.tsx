import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { classes } from './classes.ts';
import style from './field.module.css';

interface Common {
  readonly label: string;
  /** What to write, below the control. */
  readonly hint?: ReactNode;
  /** What is wrong with it, and what to do. */
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'autoComplete' | 'placeholder' | 'maxLength' | 'min' | 'max' | 'step' | 'inputMode' | 'name'
>;

interface TextFieldProps extends Common, Native {
  readonly value: string;
  onChange(value: string): void;
  readonly type?:
    | 'text'
    | 'email'
    | 'password'
    | 'number'
    | 'url'
    | 'search'
    | 'datetime-local'
    | 'date'
    | 'time';
  /** More than one: a text of several lines. */
  readonly rows?: number;
  readonly mono?: boolean;
  /** Shows the label to screen readers only. */
  readonly bare?: boolean;
  /** The filter of a list, where `/` goes. */
  readonly filter?: boolean;
  /** What is offered while somebody writes; anything else may be written. */
  readonly suggestions?: readonly string[];
  readonly ref?: Ref<HTMLInputElement>;
}

/** A labelled text. */
export function TextField({
  label,
  hint,
  error,
  value,
  onChange,
  type = 'text',
  rows = 1,
  mono = false,
  bare = false,
  filter = false,
  suggestions = NONE,
  ref,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const shared = {
    ...rest,
    id,
    value,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-hint`,
    className: classes(style['control'], mono && 'mono'),
    ...(filter ? { 'data-filter': true, placeholder: rest.placeholder ?? 'Filter … (press /)' } : {}),
  };
  return (
    <Frame id={id} label={label} hint={hint} error={error} bare={bare}>
      {rows > 1 ? (
        <textarea
          id={id}
          rows={rows}
          value={value}
          required={rest.required}
          disabled={rest.disabled}
          maxLength={rest.maxLength}
          placeholder={rest.placeholder}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint`}
          className={shared.className}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          ref={ref}
          type={type}
          list={suggestions.length > 0 ? `${id}-list` : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </datalist>
      )}
    </Frame>
  );
}

const NONE: readonly string[] = [];

/** A choice of a select. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectFieldProps<Value extends string> extends Common {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  onChange(value: Value): void;
  /** Shows the label to screen readers only. */
  readonly bare?: boolean;
}

/** A labelled choice of one; the browser's own control, which every device knows how to show. */
export function SelectField<Value extends string>({
  label,
  hint,
  error,
  value,
  choices,
  onChange,
  bare = false,
  ...rest
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} bare={bare}>
      <select
        {...rest}
        id={id}
        value={value}
        aria-describedby={`${id}-hint`}
        className={style['control']}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface CheckFieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  onChange(checked: boolean): void;
  readonly disabled?: boolean;
}

/** A labelled yes or no. */
export function CheckField({ label, hint, checked, onChange, disabled }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={style['check']}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <div id={`${id}-hint`} className={style['hint']}>
          {hint}
        </div>
      </div>
    </div>
  );
}

interface FrameProps extends Pick<Common, 'label' | 'hint' | 'error'> {
  readonly id: string;
  readonly bare?: boolean;
  readonly children: ReactNode;
}

function Frame({ id, label, hint, error, bare = false, children }: FrameProps) {
  return (
    <div className={style['field']}>
      <label htmlFor={id} className={bare ? 'visually-hidden' : style['label']}>
        {label}
      </label>
      {children}
      <div
        id={`${id}-hint`}
        className={error === undefined ? style['hint'] : style['error']}
        hidden={!(error ?? hint)}
      >
        {error ?? hint}
      </div>
    </div>
  );
}
