import { useMemo } from 'react';
import { AlertKindsField } from '../alert-kinds/alert-kinds-field.tsx';
import { useAction } from '../api/use-action.ts';
import { useRead } from '../api/use-read.ts';
import { MuteCreateDocument, MuteEndDocument, MuteServersDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { CheckField, SelectField, TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { TIME_ZONE } from '../ui/local-time.ts';
import { tell } from '../ui/toasts.tsx';
import { type Form, useForm } from '../ui/use-form.ts';
import { ANY_TIME, type Muted, type MuteEntry, muteOf, NEW_MUTE } from './mute-entry.ts';

interface MuteDialogProps {
  /** Left out: whatever somebody chooses. */
  readonly muted?: Muted;
  onClose(): void;
}

/** Keeps alerts from being told for some time; they are still opened and listed. */
export function MuteDialog({ muted, onClose }: MuteDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const form = useForm<MuteEntry>(muted === undefined ? { ...NEW_MUTE, hours: ANY_TIME } : NEW_MUTE);
  const [create] = useAction(MuteCreateDocument);
  const [end] = useAction(MuteEndDocument);
  const { hours, from, until } = form.values;
  const act = async () => {
    const outcome = await create({ workspaceId, ...muteOf(form.values, muted, Date.now()) });
    if (!outcome.done) return outcome;
    const muteId = outcome.value.mute.id;
    tell({
      title: from === '' ? 'It is muted' : 'It will be muted',
      text: 'What still goes on afterwards is told then.',
      forMs: 12_000,
      action: { label: 'Undo', run: () => void end({ workspaceId, muteId }) },
    });
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={
        muted === undefined ? (
          'Add a mute'
        ) : (
          <>
            Mute alerts of <bdi>{muted.key?.name ?? 'the workspace'}</bdi>
          </>
        )
      }
      lead="Webhooks are not told meanwhile. Alerts are still opened, listed and shown here."
      verb={muted === undefined ? 'Add mute' : 'Mute'}
      disabled={hours === ANY_TIME && until === ''}
      act={act}
    >
      <TextField
        label="Reason"
        hint="Such as the load test of the release."
        required
        maxLength={80}
        {...form.bind('reason')}
      />
      <SelectField label="For how long" choices={DURATIONS} {...form.bind('hours')} />
      {hours === ANY_TIME && <Times form={form} />}
      {muted === undefined ? (
        <Choice form={form} />
      ) : (
        <CheckField
          label="All kinds of alerts"
          hint={`Otherwise only “${muted.kindTitle}”.`}
          {...form.tick('allKinds')}
        />
      )}
    </FormDialog>
  );
}

const DURATIONS = [
  { value: '1', label: '1 hour' },
  { value: '4', label: '4 hours' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
  { value: ANY_TIME, label: 'At other times, or every week' },
];

/** Times by the viewer's clock. */
function Times({ form }: { readonly form: Form<MuteEntry> }) {
  return (
    <>
      <TextField label="From" hint="Empty: now." type="datetime-local" {...form.bind('from')} />
      <TextField label="Until" type="datetime-local" required {...form.bind('until')} />
      <CheckField
        label="Every week"
        hint={`At the same time by the clock of ${TIME_ZONE}.`}
        {...form.tick('weekly')}
      />
    </>
  );
}

function Choice({ form }: { readonly form: Form<MuteEntry> }) {
  const { id: workspaceId } = useWorkspace();
  const { data } = useRead(
    MuteServersDocument,
    useMemo(() => ({ workspaceId }), [workspaceId]),
  );
  return (
    <>
      <SelectField
        label="Alerts"
        choices={[
          { value: '', label: 'Of the whole workspace' },
          ...(data?.servers ?? []).map(({ id, name }) => ({ value: id, label: `Of keys used at ${name}` })),
        ]}
        {...form.bind('serverId')}
      />
      <AlertKindsField {...form.bind('kinds')} />
    </>
  );
}
