import { AlertKindsField } from '../alert-kinds/alert-kinds-field.tsx';
import { Button } from '../ui/button.tsx';
import { CheckField, SelectField, TextField } from '../ui/field.tsx';
import type { Form } from '../ui/use-form.ts';
import { STEP_TITLES } from './containment-text.ts';
import style from './policy.module.css';
import { NEW_RULE, type PolicyEntry, type RuleEntry } from './policy-entry.ts';
import { ThrottleFields } from './throttle-fields.tsx';

const RULES_MAX = 20;

const STEPS = (['NOTIFY', 'THROTTLE', 'READ_ONLY', 'SUSPEND'] as const).map((value) => ({
  value,
  label: STEP_TITLES[value],
}));

const SEVERITIES = [
  { value: 'INFO', label: 'any severity' },
  { value: 'WARNING', label: 'warning on' },
  { value: 'CRITICAL', label: 'critical' },
] as const;

/** The rules of a policy, and how they throttle. */
export function PolicyFields({ form }: { readonly form: Form<PolicyEntry> }) {
  const { rules } = form.values;
  const change = (index: number, changed: RuleEntry) =>
    form.set({ rules: rules.map((rule, at) => (at === index ? changed : rule)) });
  return (
    <>
      {rules.map((rule, index) => (
        <RuleFields
          // A rule is known by nothing but its place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          place={index + 1}
          rule={rule}
          onChange={(changed) => change(index, changed)}
          onRemove={() => form.set({ rules: rules.filter((_rule, at) => at !== index) })}
        />
      ))}
      <div className={style['row']}>
        <Button
          disabled={rules.length >= RULES_MAX}
          onClick={() => form.set({ rules: [...rules, NEW_RULE] })}
        >
          Add a rule
        </Button>
      </div>
      {rules.some(({ step }) => step === 'THROTTLE') && (
        <fieldset className={style['rule']}>
          <legend>Throttling</legend>
          <ThrottleFields form={form} />
        </fieldset>
      )}
      {rules.some(({ step }) => step === 'READ_ONLY') && (
        <TextField
          label="Scopes that only read"
          hint="Besides those that end in read, list or get, such as crm:reports:*."
          mono
          {...form.bind('readScopes')}
        />
      )}
    </>
  );
}

interface RuleFieldsProps {
  readonly place: number;
  readonly rule: RuleEntry;
  onChange(rule: RuleEntry): void;
  onRemove(): void;
}

function RuleFields({ place, rule, onChange, onRemove }: RuleFieldsProps) {
  const bind = <Name extends keyof RuleEntry>(name: Name) => ({
    value: rule[name],
    onChange: (value: RuleEntry[Name]) => onChange({ ...rule, [name]: value }),
  });
  return (
    <fieldset className={style['rule']}>
      <legend>Rule {place}</legend>
      <SelectField label="Do" choices={STEPS} {...bind('step')} />
      <SelectField label="About alerts of" choices={SEVERITIES} {...bind('severity')} />
      <TextField label="From score" type="number" min={0} step="any" required {...bind('score')} />
      <TextField label="For minutes" hint="Empty: until undone." type="number" min={1} {...bind('minutes')} />
      <CheckField
        label="Without asking"
        hint="Else its link proposes it."
        checked={rule.automatic}
        onChange={(automatic) => onChange({ ...rule, automatic })}
      />
      <AlertKindsField {...bind('kinds')} />
      <Button size="small" onClick={onRemove}>
        Remove rule {place}
      </Button>
    </fieldset>
  );
}
