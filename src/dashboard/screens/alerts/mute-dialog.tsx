import { useState } from 'react';
import { useAlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import type { Trouble } from '../../api/trouble.ts';
import { useAction } from '../../api/use-action.ts';
import { AlertEndMuteDocument, AlertMuteDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { HOUR_MS } from '../../ui/time-units.ts';
import { tell } from '../../ui/toasts.tsx';
import type { AlertDetail } from './alert-detail.ts';

/** Keeps alerts like this one from being told for some time; they are still opened and listed. */
export function MuteDialog({
  alert: { key, kind },
  onClose,
}: {
  readonly alert: AlertDetail;
  onClose(): void;
}) {
  const { id: workspaceId } = useWorkspace();
  const { title } = useAlertKind()(kind);
  const [hours, setHours] = useState('4');
  const [allKinds, setAllKinds] = useState(false);
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [mute, busy] = useAction(AlertMuteDocument);
  const [endMute] = useAction(AlertEndMuteDocument);
  const submit = async () => {
    const outcome = await mute({
      workspaceId,
      ...(key ? { keyId: key.id } : {}),
      ...(allKinds ? {} : { kinds: [kind] }),
      reason,
      until: new Date(Date.now() + Number(hours) * HOUR_MS).toISOString(),
    });
    if (!outcome.done) {
      setTrouble(outcome.trouble);
      return;
    }
    const muteId = outcome.value.mute.id;
    tell({
      title: 'It is muted',
      text: 'What still goes on afterwards is told then.',
      forMs: 12_000,
      action: { label: 'Undo', run: () => void endMute({ workspaceId, muteId }) },
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Mute alerts of <bdi>{key?.name ?? 'the workspace'}</bdi>
        </>
      }
      lead="Webhooks are not told meanwhile. Alerts are still opened, listed and shown here."
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Mute
          </Button>
        </>
      }
    >
      <SelectField label="For how long" value={hours} onChange={setHours} choices={DURATIONS} />
      <TextField
        label="Reason"
        hint="Such as the load test of the release."
        required
        maxLength={80}
        value={reason}
        onChange={setReason}
      />
      <CheckField
        label="All kinds of alerts"
        hint={`Otherwise only “${title}”.`}
        checked={allKinds}
        onChange={setAllKinds}
      />
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}

const DURATIONS = [
  { value: '1', label: '1 hour' },
  { value: '4', label: '4 hours' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
];
