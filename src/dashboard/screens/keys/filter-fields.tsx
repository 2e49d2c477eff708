import { SelectField, TextField } from '../../ui/field.tsx';
import { criterionOf, daysOf, type KeyFilters } from './key-filters.ts';
import style from './keys.module.css';
import { useChoices } from './use-choices.ts';
import { useSearchText } from './use-search-text.ts';

interface FilterFieldsProps {
  readonly filters: KeyFilters;
  onFilter(change: Partial<KeyFilters>): void;
  readonly seesOthers: boolean;
}

/** What keys are narrowed by besides text and status. */
export function FilterFields({ filters, onFilter, seesOthers }: FilterFieldsProps) {
  const { servers, owners, environments, scopes } = useChoices(seesOthers);
  return (
    <div className={style['fields']}>
      <SelectField
        label="Server"
        value={filters.serverId}
        choices={[ANY, ...servers.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(serverId) => onFilter({ serverId })}
      />
      {seesOthers && (
        <SelectField
          label="Owner"
          value={filters.ownerId}
          choices={[
            ANY,
            ...owners.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
          ]}
          onChange={(ownerId) => onFilter({ ownerId })}
        />
      )}
      <SelectField
        label="Environment"
        value={filters.environment}
        choices={[
          ANY,
          ...known(environments, filters.environment).map((each) => ({ value: each, label: each })),
        ]}
        onChange={(environment) => onFilter({ environment })}
      />
      <TextFilter
        label="Scope"
        placeholder="crm:read"
        suggestions={scopes}
        value={filters.scope}
        onFilter={(scope) => onFilter({ scope })}
      />
      <TextFilter
        label="Metadata"
        placeholder="team.name=core"
        value={filters.metadata}
        onFilter={(metadata) => onFilter({ metadata })}
        faultOf={(text) =>
          criterionOf(text) === undefined ? 'Write a path and a value: team.name=core' : undefined
        }
      />
      <TextFilter
        label="Expires within days"
        placeholder="30"
        value={filters.expiresWithin}
        onFilter={(expiresWithin) => onFilter({ expiresWithin })}
        faultOf={dayFault}
      />
      <TextFilter
        label="Unused for days"
        placeholder="90"
        value={filters.unusedFor}
        onFilter={(unusedFor) => onFilter({ unusedFor })}
        faultOf={dayFault}
      />
    </div>
  );
}

const ANY = { value: '', label: 'Any' };

function dayFault(text: string): string | undefined {
  return daysOf(text) === undefined ? 'Write a whole number of days.' : undefined;
}

/** A link may name one that nothing here has. */
function known(values: readonly string[], chosen: string): readonly string[] {
  return chosen === '' || values.includes(chosen) ? values : [chosen, ...values];
}

interface TextFilterProps {
  readonly label: string;
  readonly placeholder: string;
  readonly suggestions?: readonly string[];
  readonly value: string;
  onFilter(value: string): void;
  faultOf?(text: string): string | undefined;
}

function TextFilter({ value, onFilter, faultOf, ...rest }: TextFilterProps) {
  const [typed, type] = useSearchText(value, (text) => onFilter(text.trim()));
  return (
    <TextField
      {...rest}
      value={typed}
      onChange={type}
      error={typed.trim() === '' ? undefined : faultOf?.(typed)}
    />
  );
}
