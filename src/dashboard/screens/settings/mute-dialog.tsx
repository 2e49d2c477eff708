import { useMemo } from 'react';
import { AlertKindsField } from '../../alert-kinds/alert-kinds-field.tsx';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { SettingsCreateMuteDocument, SettingsThresholdsDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TIME_ZONE } from '../../ui/local-time.ts';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';

const EMPTY = {
  reason: '',
  from: '',
  until: '',
  weekly: false,
  kinds: [] as readonly string[],
  serverId: '',
};

/** Adds a mute, once or every week by the viewer's clock. */
export function MuteDialog({ onClose }: { onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data } = useRead(SettingsThresholdsDocument, variables);
  const form = useForm(EMPTY);
  const [create] = useAction(SettingsCreateMuteDocument);
  const { reason, from, until, weekly, kinds, serverId } = form.values;
  const act = async () => {
    const outcome = await create({
      workspaceId,
      reason,
      until: new Date(until).toISOString(),
      ...(from === '' ? {} : { from: new Date(from).toISOString() }),
      ...(weekly ? { weekly, timeZone: TIME_ZONE } : {}),
      kinds: [...kinds],
      ...(serverId === '' ? {} : { serverId }),
    });
    if (outcome.done) tell({ title: `“${reason}” is added` });
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Add a mute"
      lead="Alerts are opened all the same. What still goes on afterwards is told then."
      verb="Add mute"
      disabled={until === ''}
      act={act}
    >
      <TextField label="Why" required maxLength={80} {...form.bind('reason')} />
      <TextField label="From" hint="Empty: now." type="datetime-local" {...form.bind('from')} />
      <TextField label="Until" type="datetime-local" required {...form.bind('until')} />
      <CheckField
        label="Every week"
        hint={`At the same time by the clock of ${TIME_ZONE}.`}
        {...form.tick('weekly')}
      />
      <SelectField
        label="Alerts"
        choices={[
          { value: '', label: 'Of the whole workspace' },
          ...(data?.servers ?? []).map(({ id, name }) => ({ value: id, label: `Of keys used at ${name}` })),
        ]}
        {...form.bind('serverId')}
      />
      <AlertKindsField {...form.bind('kinds')} />
    </FormDialog>
  );
}
