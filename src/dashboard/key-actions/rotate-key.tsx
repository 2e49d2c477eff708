import { useState } from 'react';
import { type Fault, faultOf } from '../api/fault.ts';
import { useAction } from '../api/use-action.ts';
import { KeyActionRotateDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Notice, TroubleNotice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import type { KeyDialogProps } from './actions-of.ts';
import { KeyName, KeyTitle } from './key-name.tsx';
import { type KeptSecret, KeySecret } from './key-secret.tsx';

const GRACES = [
  { value: '0', label: 'None: the old key is revoked at once' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
] as const;

type Grace = (typeof GRACES)[number]['value'];

interface Rotated extends KeptSecret {
  readonly oldEndsAt: string | null;
  readonly oldIsRevoked: boolean;
}

/** Replaces a key by one with another secret; the old one goes on for a grace, so that clients can change over. */
export function RotateKey({ apiKey, onClose }: KeyDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [grace, setGrace] = useState<Grace>('86400');
  const [days, setDays] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [rotated, setRotated] = useState<Rotated>();
  const [rotate, running] = useAction(KeyActionRotateDocument);
  const submit = async () => {
    setFault(undefined);
    const life = days === '' ? {} : { expiresInDays: Number(days) };
    const outcome = await rotate({ workspaceId, keyId: apiKey.id, graceSeconds: Number(grace), ...life });
    if (!outcome.done) {
      setFault(faultOf(outcome.trouble));
      return;
    }
    const { key, previous, ...secrets } = outcome.value;
    setRotated({
      ...secrets,
      apiKey: key,
      warnings: [],
      oldEndsAt: previous.expiresAt,
      oldIsRevoked: previous.status === 'REVOKED',
    });
  };
  if (rotated !== undefined) {
    return (
      <KeySecret kept={rotated} onClose={onClose}>
        <OldKey {...rotated} />
      </KeySecret>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={<KeyTitle verb="Rotate" apiKey={apiKey} />}
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={running}>
            Rotate key
          </Button>
        </>
      }
    >
      <p>
        A new key takes the place of <KeyName apiKey={apiKey} />, with another secret and otherwise the same.
      </p>
      <SelectField<Grace>
        label="The old key goes on for"
        hint="Time to hand the new secret to all that use the old one."
        value={grace}
        choices={GRACES}
        onChange={setGrace}
      />
      <TextField
        label="Life of the new key, in days"
        hint="1 to 3,650. Left empty: as long as that of the old key was."
        type="number"
        min={1}
        max={3_650}
        value={days}
        onChange={setDays}
        error={fault?.field === 'expiresInDays' ? fault.text : undefined}
      />
      {fault !== undefined && fault.field !== 'expiresInDays' && <TroubleNotice trouble={fault.trouble} />}
    </Dialog>
  );
}

function OldKey({ oldEndsAt, oldIsRevoked }: Pick<Rotated, 'oldEndsAt' | 'oldIsRevoked'>) {
  if (oldIsRevoked) return <Notice tone="warning">The old key is revoked: it opens nothing any more.</Notice>;
  return (
    <Notice>
      The old key goes on until <Time at={oldEndsAt} never="it is revoked" />.
    </Notice>
  );
}
