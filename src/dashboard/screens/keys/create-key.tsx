import { useEffect, useRef, useState } from 'react';
import { type Fault, faultOf } from '../../api/fault.ts';
import { useAction } from '../../api/use-action.ts';
import { KeysCreateDocument } from '../../gql/graphql.ts';
import { type KeptSecret, KeySecret } from '../../key-actions/key-secret.tsx';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { CreateEssentials } from './create-essentials.tsx';
import style from './create-key.module.css';
import { CreateMore } from './create-more.tsx';
import { type DraftProps, isMoreField, NEW_KEY, writtenOf } from './key-draft.ts';
import { useChoices } from './use-choices.ts';

/** Makes a key: asks for what matters, makes it, shows its secret this once. */
export function CreateKey({ onClose }: { onClose(): void }) {
  const { id: workspaceId, isAdmin } = useWorkspace();
  const choices = useChoices(isAdmin);
  const [draft, setDraft] = useState(NEW_KEY);
  const [fault, setFault] = useState<Fault>();
  const [more, setMore] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [kept, setKept] = useState<KeptSecret>();
  const form = useRef<HTMLDivElement>(null);
  const [create, running] = useAction(KeysCreateDocument);
  useEffect(() => {
    if (fault !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [fault]);
  const refuse = (next: Fault) => {
    setFault(next);
    if (isMoreField(next.field)) setMore(true);
  };
  const submit = async () => {
    setFault(undefined);
    const written = writtenOf(draft);
    if ('fault' in written) {
      refuse(faultOf({ code: 'INVALID_INPUT', message: written.fault }));
      return;
    }
    const outcome = await create({ workspaceId, ...written });
    if (!outcome.done) {
      refuse(faultOf(outcome.trouble));
      return;
    }
    const { key, secret, signingSecret, warning, warnings } = outcome.value;
    const serverIds = draft.allServers ? undefined : draft.serverIds;
    setKept({ apiKey: key, secret, signingSecret, warning, warnings, serverIds });
  };
  if (kept !== undefined) return <KeySecret kept={kept} onClose={onClose} />;
  const fields: DraftProps = {
    draft,
    put: (change) => setDraft((known) => ({ ...known, ...change })),
    errorOf: (field) => (fault?.field === field ? fault.text : undefined),
  };
  return (
    <Dialog
      open
      wide
      onClose={() => (draft === NEW_KEY ? onClose() : setLeaving(true))}
      title="Create a key"
      onSubmit={() => void submit()}
      foot={
        leaving ? (
          <>
            <span role="alert" className={style['ask']}>
              Leave without making the key?
            </span>
            <Button onClick={() => setLeaving(false)}>Go on</Button>
            <Button look="danger" onClick={onClose}>
              Leave
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" busy={running}>
              Create key
            </Button>
          </>
        )
      }
    >
      <div ref={form} className={style['form']}>
        <CreateEssentials {...fields} choices={choices} />
        <details
          className={style['more']}
          open={more}
          onToggle={(event) => setMore(event.currentTarget.open)}
        >
          <summary>More: limits, addresses, metadata, format, signatures</summary>
          {more && <CreateMore {...fields} choices={choices} />}
        </details>
        {fault !== undefined && !SHOWN.has(fault.field) && <TroubleNotice trouble={fault.trouble} />}
      </div>
    </Dialog>
  );
}

/** Fields whose faults stand beside them. */
const SHOWN: ReadonlySet<string | undefined> = new Set([
  'name',
  'description',
  'ownerId',
  'serverIds',
  'environment',
  'scopes',
  'expiresAt',
  'rateLimit',
  'quota',
  'concurrencyLimit',
  'allowCidrs',
  'metadata',
  'format',
  'recoverable',
]);
