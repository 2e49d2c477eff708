import { useMemo, useState } from 'react';
import { type Fault, faultOf } from '../../api/fault.ts';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { KeyGrantsDocument, type KeyGrantsQuery, KeyUpdateAccessDocument } from '../../gql/graphql.ts';
import { tellPropagation } from '../../key-actions/tell-propagation.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { isolated } from '../../ui/isolate.ts';
import { listOf } from '../../ui/lists.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';

interface AccessDialogProps {
  readonly apiKey: KeyDetail;
  onClose(): void;
}

interface Draft {
  readonly scopes: string;
  readonly allServers: boolean;
  readonly serverIds: ReadonlySet<string>;
  readonly cidrs: string;
  readonly requiresSignature: boolean;
}

/** Changes what a key may do, where, and from where. */
export function AccessDialog({ apiKey, onClose }: AccessDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [draft, setDraft] = useState(() => draftOf(apiKey));
  const [fault, setFault] = useState<Fault>();
  const [update, busy] = useAction(KeyUpdateAccessDocument);
  const submit = async () => {
    setFault(undefined);
    const outcome = await update({
      workspaceId,
      keyId: apiKey.id,
      scopes: listOf(draft.scopes),
      ...(draft.allServers ? { allServers: true } : { serverIds: [...draft.serverIds] }),
      allowCidrs: listOf(draft.cidrs),
      requiresSignature: draft.requiresSignature,
    });
    if (!outcome.done) {
      setFault(faultOf(outcome.trouble));
      return;
    }
    tellPropagation(outcome.value.propagation, { title: `The access of ${isolated(apiKey.name)} is saved` });
    onClose();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        <>
          Access of “<bdi>{apiKey.name}</bdi>”
        </>
      }
      lead="It holds from the next request on. Try a narrower one with the policy replay first."
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <Fields
        apiKey={apiKey}
        draft={draft}
        fault={fault}
        onChange={(given) => setDraft({ ...draft, ...given })}
      />
      {fault !== undefined && !FIELDS.has(fault.field ?? '') && <TroubleNotice trouble={fault.trouble} />}
    </Dialog>
  );
}

const FIELDS: ReadonlySet<string> = new Set(['scopes', 'allowCidrs']);

interface FieldsProps {
  readonly apiKey: KeyDetail;
  readonly draft: Draft;
  readonly fault: Fault | undefined;
  onChange(given: Partial<Draft>): void;
}

function Fields({ apiKey, draft, fault, onChange }: FieldsProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data } = useRead(KeyGrantsDocument, variables);
  const servers = (data?.servers ?? []).filter(({ environment }) => environment === apiKey.environment);
  const opened = servers.filter(({ id }) => draft.allServers || draft.serverIds.has(id));
  const errorOf = (field: string) => (fault?.field === field ? fault.text : undefined);
  return (
    <>
      <TextField
        label="Scopes"
        mono
        rows={4}
        hint="One a line, at most 100."
        error={errorOf('scopes')}
        value={draft.scopes}
        onChange={(scopes) => onChange({ scopes })}
      />
      <Suggestions servers={opened} scopes={draft.scopes} onChange={(scopes) => onChange({ scopes })} />
      <CheckField
        label="Opens all servers, also future ones"
        checked={draft.allServers}
        onChange={(allServers) => onChange({ allServers })}
      />
      {!draft.allServers && (
        <fieldset className={style['plain']}>
          <legend>Servers it opens</legend>
          <div className={style['list']}>
            {servers.map(({ id, name, slug }) => (
              <CheckField
                key={id}
                label={
                  <>
                    <bdi>{name}</bdi> <code className="muted">{slug}</code>
                  </>
                }
                checked={draft.serverIds.has(id)}
                onChange={(isOn) => onChange({ serverIds: withOrWithout(draft.serverIds, id, isOn) })}
              />
            ))}
          </div>
        </fieldset>
      )}
      <TextField
        label="Addresses it may be used from"
        mono
        rows={3}
        hint="Addresses and ranges such as 203.0.113.0/24, one a line, at most 100. Empty: from everywhere."
        error={errorOf('allowCidrs')}
        value={draft.cidrs}
        onChange={(cidrs) => onChange({ cidrs })}
      />
      <CheckField
        label="Requests have to be signed"
        hint={apiKey.hasSigningSecret ? 'With its signing secret.' : 'With the key itself.'}
        checked={draft.requiresSignature}
        onChange={(requiresSignature) => onChange({ requiresSignature })}
      />
    </>
  );
}

interface SuggestionsProps {
  readonly servers: KeyGrantsQuery['servers'];
  readonly scopes: string;
  onChange(scopes: string): void;
}

function Suggestions({ servers, scopes, onChange }: SuggestionsProps) {
  const taken = listOf(scopes);
  const names = servers.flatMap(({ scopeCatalogue }) => scopeCatalogue.map(({ name }) => name));
  const left = [...new Set(names)].filter((name) => !taken.includes(name)).slice(0, 40);
  if (left.length === 0) return null;
  return (
    <div className={style['chips']}>
      {left.map((name) => (
        <button
          key={name}
          type="button"
          className={style['suggest']}
          onClick={() => onChange([...taken, name].join('\n'))}
        >
          <span aria-hidden="true">+ </span>
          <span className="visually-hidden">Add the scope </span>
          <code>{name}</code>
        </button>
      ))}
    </div>
  );
}

function draftOf({ scopes, allServers, servers, allowCidrs, requiresSignature }: KeyDetail): Draft {
  return {
    scopes: scopes.join('\n'),
    allServers,
    serverIds: new Set(allServers ? [] : servers.map(({ id }) => id)),
    cidrs: allowCidrs.join('\n'),
    requiresSignature,
  };
}

function withOrWithout(ids: ReadonlySet<string>, id: string, isOn: boolean): ReadonlySet<string> {
  return isOn ? new Set([...ids, id]) : new Set([...ids].filter((each) => each !== id));
}
