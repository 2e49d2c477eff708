import { MetadataField } from '../../key-actions/metadata-field.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import style from './create-key.module.css';
import { type DraftProps, type KeyDraft, mayBeRecoverable } from './key-draft.ts';
import type { Choices } from './use-choices.ts';

const WINDOWS = [
  { value: '1', label: 'Second' },
  { value: '60', label: 'Minute' },
  { value: '3600', label: 'Hour' },
  { value: '86400', label: 'Day' },
] as const;

const REFILLS = [
  { value: 'HOURLY', label: 'Every hour' },
  { value: 'DAILY', label: 'Every day' },
  { value: 'WEEKLY', label: 'Every week' },
  { value: 'MONTHLY', label: 'Every month' },
  { value: 'NEVER', label: 'Never: it is for the whole life' },
] as const;

const FORMATS = ['KEYWATCH', 'MCP', 'MCP_SK', 'OCTOLANE', 'OBOT', 'acme_{env}_{secret}'];

/** What few keys are asked for. */
export function CreateMore({ draft, put, errorOf, choices }: DraftProps & { readonly choices: Choices }) {
  return (
    <div className={style['form']}>
      <Limits draft={draft} put={put} errorOf={errorOf} />
      <TextField
        label="Addresses that it may be used from"
        hint="Addresses and ranges, one a line, such as 203.0.113.0/24. None: all."
        rows={3}
        value={draft.allowCidrs}
        onChange={(allowCidrs) => put({ allowCidrs })}
        error={errorOf('allowCidrs')}
      />
      <MetadataField
        draft={draft.metadata}
        onChange={(metadata) => put({ metadata })}
        error={errorOf('metadata')}
      />
      <TextField
        label="Format of the secret"
        hint="A name, or a template such as acme_{env}_{secret}. Left empty: that of its only server, or of the workspace."
        mono
        suggestions={FORMATS}
        value={draft.format}
        onChange={(format) => put({ format })}
        error={errorOf('format')}
      />
      <Secrets draft={draft} put={put} errorOf={errorOf} choices={choices} />
    </div>
  );
}

function Limits({ draft, put, errorOf }: DraftProps) {
  return (
    <div className={style['threes']}>
      <TextField
        label="Rate limit"
        type="number"
        min={1}
        hint="Requests. Left empty: that of the server or the plan."
        value={draft.rateLimit}
        onChange={(rateLimit) => put({ rateLimit })}
        error={errorOf('rateLimit')}
      />
      <SelectField
        label="Per"
        value={draft.rateWindow}
        choices={WINDOWS}
        onChange={(rateWindow: KeyDraft['rateWindow']) => put({ rateWindow })}
      />
      <TextField
        label="Burst"
        type="number"
        min={1}
        hint="So many may come at once."
        disabled={draft.rateLimit === ''}
        value={draft.burst}
        onChange={(burst) => put({ burst })}
      />
      <TextField
        label="Quota"
        type="number"
        min={1}
        hint="Requests until it is refilled."
        value={draft.quota}
        onChange={(quota) => put({ quota })}
        error={errorOf('quota')}
      />
      <SelectField
        label="Refilled"
        value={draft.refill}
        choices={REFILLS}
        onChange={(refill: KeyDraft['refill']) => put({ refill })}
      />
      <TextField
        label="Connections at the same time"
        type="number"
        min={1}
        max={10_000}
        hint="Left empty: any number."
        value={draft.concurrencyLimit}
        onChange={(concurrencyLimit) => put({ concurrencyLimit })}
        error={errorOf('concurrencyLimit')}
      />
    </div>
  );
}

function Secrets({ draft, put, errorOf, choices }: DraftProps & { readonly choices: Choices }) {
  const listed = choices.servers.filter(({ id }) => draft.serverIds.includes(id));
  const mayBeKept =
    mayBeRecoverable(draft) && listed.length > 0 && listed.every(({ recoverableKeys }) => recoverableKeys);
  const error = errorOf('recoverable');
  return (
    <>
      <CheckField
        label="Recoverable"
        hint={
          mayBeKept
            ? 'The secret can be shown again later. The audit log notes who looks.'
            : 'Outside of production, and only for listed servers that allow it.'
        }
        checked={draft.recoverable && mayBeKept}
        disabled={!mayBeKept}
        onChange={(recoverable) => put({ recoverable })}
      />
      {error !== undefined && (
        <p role="alert" className={style['error']}>
          {error}
        </p>
      )}
      <CheckField
        label="Signing secret"
        hint="A second secret that signs requests and is never sent. Requests have to be signed then."
        checked={draft.signingSecret}
        onChange={(signingSecret) => put({ signingSecret })}
      />
      <CheckField
        label="Requests have to be signed"
        hint="With the key itself where it has no signing secret."
        checked={draft.requiresSignature || draft.signingSecret}
        disabled={draft.signingSecret}
        onChange={(requiresSignature) => put({ requiresSignature })}
      />
    </>
  );
}
