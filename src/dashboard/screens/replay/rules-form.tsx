import { CheckField, TextField } from '../../ui/field.tsx';
import style from './replay.module.css';
import { type Faults, RULES, type Rule, type Trial } from './trial.ts';

interface RulesFormProps {
  readonly trial: Trial;
  readonly faults: Faults;
  change(next: Partial<Trial>): void;
}

/** How each rule is called. */
export const RULE_NAMES: Readonly<Record<Rule, string>> = {
  limit: 'Limit and burst',
  cidrs: 'Allowed addresses',
  scopes: 'Scopes',
  expiry: 'Expiry',
};

const HINTS: Readonly<Record<Rule, string>> = {
  limit: 'How many requests a key may make.',
  cidrs: 'Where a key may be used from.',
  scopes: 'What a key may ask for.',
  expiry: 'When a key would have ended.',
};

/** The rules, each to be changed or left as it is. */
export function RulesForm({ trial, faults, change }: RulesFormProps) {
  return (
    <fieldset className={style['group']}>
      <legend>Rules to change</legend>
      {RULES.map((rule) => {
        const isOn = trial.rules.includes(rule);
        return (
          <div key={rule} className={style['rule']}>
            <CheckField
              label={RULE_NAMES[rule]}
              hint={HINTS[rule]}
              checked={isOn}
              onChange={(on) =>
                change({ rules: RULES.filter((each) => (each === rule ? on : trial.rules.includes(each))) })
              }
            />
            {isOn && (
              <div className={style['fields']}>
                <RuleFields rule={rule} trial={trial} faults={faults} change={change} />
              </div>
            )}
          </div>
        );
      })}
      {faults.rules !== undefined && <p className={style['fault']}>{faults.rules}</p>}
    </fieldset>
  );
}

function RuleFields({ rule, trial, faults, change }: RulesFormProps & { readonly rule: Rule }) {
  if (rule === 'limit') return <LimitFields trial={trial} faults={faults} change={change} />;
  if (rule === 'cidrs') {
    return (
      <TextField
        label="Addresses and ranges"
        mono
        rows={3}
        value={trial.cidrs}
        onChange={(cidrs) => change({ cidrs })}
        placeholder="203.0.113.0/24 2001:db8::/32"
        hint="With blanks or line breaks between them. Nothing: every address."
      />
    );
  }
  if (rule === 'scopes') {
    return (
      <TextField
        label="Scopes that the keys would have"
        mono
        value={trial.scopes}
        onChange={(scopes) => change({ scopes })}
        placeholder="crm:read crm:write"
        hint="With blanks between them."
      />
    );
  }
  return (
    <TextField
      label="The keys would have expired at"
      type="datetime-local"
      value={trial.expiry}
      onChange={(expiry) => change({ expiry })}
      error={faults.expiry}
    />
  );
}

function LimitFields({ trial, faults, change }: RulesFormProps) {
  return (
    <div className={style['three']}>
      <TextField
        label="Requests"
        type="number"
        min={1}
        max={1_000_000}
        value={trial.limit}
        onChange={(limit) => change({ limit })}
        error={faults.limit}
      />
      <TextField
        label="In seconds"
        type="number"
        min={1}
        max={86_400}
        value={trial.windowSeconds}
        onChange={(windowSeconds) => change({ windowSeconds })}
        error={faults.windowSeconds}
      />
      <TextField
        label="Burst"
        type="number"
        min={1}
        value={trial.burst}
        placeholder="as the limit"
        onChange={(burst) => change({ burst })}
        error={faults.burst}
      />
    </div>
  );
}
