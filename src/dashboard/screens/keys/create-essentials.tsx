import { useViewer, useWorkspace } from '../../session/session.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/tabs.tsx';
import style from './create-key.module.css';
import type { DraftProps } from './key-draft.ts';
import { type Choices, scopesOf } from './use-choices.ts';

/** What every key is asked for. */
export function CreateEssentials({
  draft,
  put,
  errorOf,
  choices,
}: DraftProps & { readonly choices: Choices }) {
  const { isAdmin } = useWorkspace();
  const viewer = useViewer();
  const others = choices.owners.filter(({ id, isViewer }) => id !== viewer.id && !isViewer);
  return (
    <>
      <TextField
        label="Name"
        required
        maxLength={80}
        hint="What uses it: “Nightly sync”, “Claude on Ada’s laptop”."
        value={draft.name}
        onChange={(name) => put({ name })}
        error={errorOf('name')}
      />
      <TextField
        label="Description"
        maxLength={500}
        value={draft.description}
        onChange={(description) => put({ description })}
        error={errorOf('description')}
      />
      <div className={style['fields']}>
        {isAdmin && (
          <SelectField
            label="Owner"
            value={draft.ownerId}
            choices={[
              { value: '', label: `You (${viewer.name})` },
              ...others.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
            ]}
            onChange={(ownerId) => put({ ownerId })}
            error={errorOf('ownerId')}
          />
        )}
        <TextField
          label="Environment"
          required
          hint="It opens servers of the same one only."
          suggestions={choices.environments}
          value={draft.environment}
          onChange={(environment) => put({ environment })}
          error={errorOf('environment')}
        />
      </div>
      <ServerChoice draft={draft} put={put} errorOf={errorOf} choices={choices} />
      <ScopeChoice draft={draft} put={put} errorOf={errorOf} choices={choices} />
      <Expiry draft={draft} put={put} errorOf={errorOf} />
    </>
  );
}

function ServerChoice({ draft, put, errorOf, choices }: DraftProps & { readonly choices: Choices }) {
  const error = errorOf('serverIds');
  const turn = (id: string, chosen: boolean) =>
    put({ serverIds: chosen ? [...draft.serverIds, id] : draft.serverIds.filter((each) => each !== id) });
  return (
    <fieldset className={style['group']}>
      <legend>Servers</legend>
      <Segments
        label="Servers"
        value={draft.allServers ? 'ALL' : 'LIST'}
        choices={[
          { value: 'ALL', label: 'All, also future ones' },
          { value: 'LIST', label: 'Only some' },
        ]}
        onChange={(which) => put({ allServers: which === 'ALL' })}
      />
      {!draft.allServers && (
        <div className={style['ticks']}>
          {choices.servers.map((server) => (
            <CheckField
              key={server.id}
              label={<bdi>{server.name}</bdi>}
              hint={
                server.environment === draft.environment
                  ? server.slug
                  : `${server.slug}, ${server.environment}`
              }
              checked={draft.serverIds.includes(server.id)}
              onChange={(chosen) => turn(server.id, chosen)}
            />
          ))}
          {choices.servers.length === 0 && <p className="muted">The workspace has no servers yet.</p>}
        </div>
      )}
      {error !== undefined && <FieldError text={error} />}
    </fieldset>
  );
}

function ScopeChoice({ draft, put, errorOf, choices }: DraftProps & { readonly choices: Choices }) {
  const opened = choices.servers.filter(({ id }) => draft.allServers || draft.serverIds.includes(id));
  const offered = [...new Set([...opened.flatMap(scopesOf), ...draft.scopes])].sort();
  const takesAny = opened.length === 0 || opened.some(({ scopes }) => scopes.length === 0);
  const error = errorOf('scopes');
  const turn = (scope: string, chosen: boolean) =>
    put({ scopes: chosen ? [...draft.scopes, scope] : draft.scopes.filter((each) => each !== scope) });
  return (
    <fieldset className={style['group']}>
      <legend>Scopes</legend>
      <p className="muted">None chosen: the default scopes of the listed servers, or mcp:read.</p>
      {offered.length > 0 && (
        <div className={style['ticks']}>
          {offered.map((scope) => (
            <CheckField
              key={scope}
              label={<code>{scope}</code>}
              checked={draft.scopes.includes(scope)}
              onChange={(chosen) => turn(scope, chosen)}
            />
          ))}
        </div>
      )}
      {takesAny ? (
        <TextField
          label="Other scopes"
          hint="Separated by blanks, such as crm:read crm:deals:write."
          value={draft.otherScopes}
          onChange={(otherScopes) => put({ otherScopes })}
          error={error}
        />
      ) : (
        error !== undefined && <FieldError text={error} />
      )}
    </fieldset>
  );
}

function Expiry({ draft, put, errorOf }: DraftProps) {
  return (
    <fieldset className={style['group']}>
      <legend>Expires</legend>
      <Segments
        label="Expires"
        value={draft.expiry}
        choices={[
          { value: '30', label: 'In 30 days' },
          { value: '90', label: 'In 90 days' },
          { value: '365', label: 'In a year' },
          { value: 'DATE', label: 'On a day' },
          { value: 'NEVER', label: 'Never' },
        ]}
        onChange={(expiry) => put({ expiry })}
      />
      {draft.expiry === 'DATE' && (
        <TextField
          label="Last day"
          type="date"
          required
          value={draft.expiresOn}
          onChange={(expiresOn) => put({ expiresOn })}
          error={errorOf('expiresAt')}
        />
      )}
      {draft.expiry === 'NEVER' && (
        <p className="muted">It stays valid until somebody revokes it. Most leaks are of keys like that.</p>
      )}
    </fieldset>
  );
}

/** What is wrong with a group of controls. */
function FieldError({ text }: { readonly text: string }) {
  return (
    <p role="alert" className={style['error']}>
      {text}
    </p>
  );
}
