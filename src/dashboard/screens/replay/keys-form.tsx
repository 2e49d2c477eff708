import { useDeferredValue, useMemo, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { ReplayFindKeysDocument, ReplayServersDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/tabs.tsx';
import style from './replay.module.css';
import type { Faults, Trial } from './trial.ts';

interface KeysFormProps {
  readonly trial: Trial;
  readonly faults: Faults;
  change(next: Partial<Trial>): void;
}

const CHOICES = [
  { value: 'all', label: 'All' },
  { value: 'filter', label: 'By filter' },
  { value: 'named', label: 'Named' },
] as const;

const STATUSES = [
  { value: '', label: 'Any status' },
  { value: 'ACTIVE', label: 'Active' },
  { value: 'SUSPENDED', label: 'Suspended' },
  { value: 'EXPIRED', label: 'Expired' },
  { value: 'REVOKED', label: 'Revoked' },
];

/** Which keys are judged. */
export function KeysForm(props: KeysFormProps) {
  const { trial, change } = props;
  const { isAdmin } = useWorkspace();
  return (
    <fieldset className={style['group']}>
      <legend>Keys</legend>
      <div>
        <Segments
          label="Which keys"
          value={trial.keys}
          choices={CHOICES}
          onChange={(keys) => change({ keys })}
        />
      </div>
      {trial.keys === 'all' && (
        <p className="muted">
          {isAdmin ? 'All keys of the workspace' : 'All your keys'}, revoked ones too; of more than 100 the
          newest.
        </p>
      )}
      {trial.keys === 'filter' && <FilterFields {...props} />}
      {trial.keys === 'named' && <NamedKeys {...props} />}
    </fieldset>
  );
}

function FilterFields({ trial, change }: KeysFormProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data } = useRead(ReplayServersDocument, variables);
  const servers = (data?.servers ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField
        label="Name, description or part of the key"
        type="search"
        value={trial.text}
        onChange={(text) => change({ text })}
      />
      <SelectField
        label="Server"
        value={trial.server}
        choices={[{ value: '', label: 'Any server' }, ...servers]}
        onChange={(server) => change({ server })}
      />
      <SelectField
        label="Status"
        value={trial.status}
        choices={STATUSES}
        onChange={(status) => change({ status })}
      />
    </>
  );
}

function NamedKeys({ trial, faults, change }: KeysFormProps) {
  const { id: workspaceId } = useWorkspace();
  const [search, setSearch] = useState('');
  const text = useDeferredValue(search.trim());
  const variables = useMemo(() => ({ workspaceId, text }), [workspaceId, text]);
  const { data } = useRead(ReplayFindKeysDocument, variables);
  const found = (data?.keys.edges ?? []).map(({ node }) => node);
  const elsewhere = trial.keyIds.filter((id) => !found.some((key) => key.id === id));
  const toggle = (id: string, on: boolean) =>
    change({ keyIds: on ? [...trial.keyIds, id] : trial.keyIds.filter((each) => each !== id) });
  return (
    <>
      <TextField
        label="Find a key"
        type="search"
        value={search}
        onChange={setSearch}
        error={faults.keyIds}
        hint={`${String(trial.keyIds.length)} chosen, at most 100`}
      />
      <div className={style['found']}>
        {found.map(({ id, name, prefix, lastFour }) => (
          <CheckField
            key={id}
            label={<bdi>{name}</bdi>}
            hint={`${prefix}…${lastFour}`}
            checked={trial.keyIds.includes(id)}
            disabled={trial.keyIds.length >= 100 && !trial.keyIds.includes(id)}
            onChange={(on) => toggle(id, on)}
          />
        ))}
        {data !== undefined && found.length === 0 && <p className="muted">No key is called that.</p>}
      </div>
      {elsewhere.length > 0 && (
        <CheckField
          label={`${String(elsewhere.length)} more that are not in this list`}
          checked
          onChange={() => change({ keyIds: trial.keyIds.filter((id) => !elsewhere.includes(id)) })}
        />
      )}
    </>
  );
}
