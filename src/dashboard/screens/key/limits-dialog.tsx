import { useState } from 'react';
import { type Fault, faultOf } from '../../api/fault.ts';
import { useAction } from '../../api/use-action.ts';
import { KeyUpdateLimitsDocument, type QuotaRefill } from '../../gql/graphql.ts';
import { tellPropagation } from '../../key-actions/tell-propagation.ts';
import { useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { isolated } from '../../ui/isolate.ts';
import { instantOf, localOf } from '../../ui/local-time.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import type { KeyDetail } from './key-detail.ts';

interface Draft {
  readonly limit: string;
  readonly windowSeconds: string;
  readonly burst: string;
  readonly quota: string;
  readonly refill: QuotaRefill;
  readonly concurrency: string;
  readonly expires: string;
}

interface LimitsDialogProps {
  readonly apiKey: KeyDetail;
  onClose(): void;
}

/** Changes how much a key may, and for how long. */
export function LimitsDialog({ apiKey, onClose }: LimitsDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [draft, setDraft] = useState(() => draftOf(apiKey));
  const [fault, setFault] = useState<Fault>();
  const [update, busy] = useAction(KeyUpdateLimitsDocument);
  const submit = async () => {
    setFault(undefined);
    const outcome = await update({ workspaceId, keyId: apiKey.id, ...changesOf(apiKey, draft) });
    if (!outcome.done) {
      setFault(faultOf(outcome.trouble));
      return;
    }
    tellPropagation(outcome.value.propagation, { title: `The limits of ${isolated(apiKey.name)} are saved` });
    onClose();
  };
  const errorOf = (field: string) => (fault?.field === field ? fault.text : undefined);
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Limits of “<bdi>{apiKey.name}</bdi>”
        </>
      }
      lead="They hold from the next request on. What is left empty is not limited here."
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
      <Fields draft={draft} errorOf={errorOf} onChange={(given) => setDraft({ ...draft, ...given })} />
      {fault !== undefined && (fault.field === undefined || !FIELDS.has(fault.field)) && (
        <TroubleNotice trouble={fault.trouble} />
      )}
    </Dialog>
  );
}

const FIELDS: ReadonlySet<string> = new Set(['rateLimit', 'quota', 'concurrencyLimit', 'expiresAt']);

interface FieldsProps {
  readonly draft: Draft;
  errorOf(field: string): string | undefined;
  onChange(given: Partial<Draft>): void;
}

function Fields({ draft, errorOf, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label="Requests"
        type="number"
        min={1}
        max={1_000_000}
        hint="Empty: the limit of the server, the workspace or the plan."
        error={errorOf('rateLimit')}
        value={draft.limit}
        onChange={(limit) => onChange({ limit })}
      />
      {draft.limit !== '' && (
        <>
          <SelectField
            label="In any"
            value={draft.windowSeconds}
            onChange={(windowSeconds) => onChange({ windowSeconds })}
            choices={windowsWith(draft.windowSeconds)}
          />
          <TextField
            label="Of them at once"
            type="number"
            min={1}
            hint="Empty: as many as the limit allows."
            value={draft.burst}
            onChange={(burst) => onChange({ burst })}
          />
        </>
      )}
      <TextField
        label="Quota"
        type="number"
        min={1}
        max={1_000_000_000}
        hint="Requests until it is filled up again; empty: none."
        error={errorOf('quota')}
        value={draft.quota}
        onChange={(quota) => onChange({ quota })}
      />
      {draft.quota !== '' && (
        <SelectField<QuotaRefill>
          label="Filled up"
          value={draft.refill}
          onChange={(refill) => onChange({ refill })}
          choices={REFILLS.map((value) => ({ value, label: words(value) }))}
        />
      )}
      <TextField
        label="Leases at the same time"
        type="number"
        min={1}
        max={10_000}
        hint="Empty: any number."
        error={errorOf('concurrencyLimit')}
        value={draft.concurrency}
        onChange={(concurrency) => onChange({ concurrency })}
      />
      <TextField
        label="Expires"
        type="datetime-local"
        hint="Empty: never."
        error={errorOf('expiresAt')}
        value={draft.expires}
        onChange={(expires) => onChange({ expires })}
      />
    </>
  );
}

const REFILLS = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'NEVER'] as const;

const WINDOWS = [
  { value: '1', label: 'second' },
  { value: '60', label: 'minute' },
  { value: '3600', label: 'hour' },
  { value: '86400', label: '24 hours' },
];

function windowsWith(seconds: string) {
  return WINDOWS.some(({ value }) => value === seconds)
    ? WINDOWS
    : [...WINDOWS, { value: seconds, label: `${seconds} seconds` }];
}

function draftOf({ rateLimit, quota, concurrencyLimit, expiresAt }: KeyDetail): Draft {
  return {
    limit: String(rateLimit?.limit ?? ''),
    windowSeconds: String(rateLimit?.windowSeconds ?? 60),
    burst: String(rateLimit?.burst ?? ''),
    quota: String(quota?.limit ?? ''),
    refill: quota?.refill ?? 'MONTHLY',
    concurrency: String(concurrencyLimit ?? ''),
    expires: localOf(expiresAt ?? ''),
  };
}

/** What was not touched is left out: an expiry keeps its seconds. */
function changesOf(apiKey: KeyDetail, draft: Draft) {
  const { limit, windowSeconds, burst, quota, refill, concurrency, expires } = draft;
  const isNew = expires !== localOf(apiKey.expiresAt ?? '');
  return {
    rateLimit:
      limit === ''
        ? null
        : {
            limit: Number(limit),
            windowSeconds: Number(windowSeconds),
            ...(burst === '' ? {} : { burst: Number(burst) }),
          },
    quota: quota === '' ? null : { limit: Number(quota), refill },
    concurrencyLimit: concurrency === '' ? null : Number(concurrency),
    ...(isNew ? { expiresAt: expires === '' ? null : instantOf(expires) } : {}),
  };
}
