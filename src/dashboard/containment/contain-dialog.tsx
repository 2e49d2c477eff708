import { useAction } from '../api/use-action.ts';
import { ContainKeyDocument, type Restriction, UndoContainmentDocument } from '../gql/graphql.ts';
import { tellPropagation } from '../key-actions/tell-propagation.ts';
import { useWorkspace } from '../session/session.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { isolated } from '../ui/isolate.ts';
import { tell } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import { STEP_HINTS, STEP_TITLES, stepText } from './containment-text.ts';
import { type ThrottleEntry, ThrottleFields, throttleOf, USUAL_THROTTLE } from './throttle-fields.tsx';

interface ContainDialogProps {
  readonly keyId: string;
  readonly keyName: string;
  /** The alert that it is because of. */
  readonly alertId?: string;
  onClose(): void;
}

interface Entry extends ThrottleEntry {
  readonly step: Restriction;
  readonly minutes: string;
  readonly reason: string;
}

const NEW: Entry = { ...USUAL_THROTTLE, step: 'THROTTLE', minutes: '60', reason: '' };

/** Keeps a key from something, for some time or until it is undone. */
export function ContainDialog({ keyId, keyName, alertId, onClose }: ContainDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const form = useForm(NEW);
  const [contain] = useAction(ContainKeyDocument);
  const [undo] = useAction(UndoContainmentDocument);
  const { step, minutes, reason } = form.values;
  const takeBack = async () => {
    const outcome = await undo({ workspaceId, keyId, all: false });
    if (!outcome.done) tell({ tone: 'danger', title: 'It still holds', text: outcome.trouble.message });
  };
  const act = async () => {
    const outcome = await contain({
      workspaceId,
      keyId,
      step,
      ...(alertId === undefined ? {} : { alertId }),
      ...(minutes === '' ? {} : { minutes: Number(minutes) }),
      ...(reason.trim() === '' ? {} : { reason }),
      ...(step === 'THROTTLE' ? { throttle: throttleOf(form.values) } : {}),
    });
    if (!outcome.done) return outcome;
    const { containment } = outcome.value.key;
    tellPropagation(outcome.value.propagation, {
      title: `${isolated(keyName)}: ${containment ? stepText(containment).toLowerCase() : 'contained'}`,
      forMs: 12_000,
      action: { label: 'Undo', run: () => void takeBack() },
    });
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={
        <>
          Contain “<bdi>{keyName}</bdi>”
        </>
      }
      lead="It holds at once, beside the key’s own settings, and can be undone at any time."
      verb={VERBS[step]}
      danger={step === 'SUSPEND'}
      act={act}
    >
      <SelectField<Restriction> label="Step" hint={STEP_HINTS[step]} choices={STEPS} {...form.bind('step')} />
      {step === 'THROTTLE' && <ThrottleFields form={form} />}
      <SelectField label="For how long" choices={DURATIONS} {...form.bind('minutes')} />
      <TextField
        label="Reason"
        hint="For the history and the audit log."
        maxLength={500}
        {...form.bind('reason')}
      />
    </FormDialog>
  );
}

const STEPS = (['THROTTLE', 'READ_ONLY', 'SUSPEND'] as const).map((value) => ({
  value,
  label: STEP_TITLES[value],
}));

const VERBS: Readonly<Record<Restriction, string>> = {
  THROTTLE: 'Throttle key',
  READ_ONLY: 'Keep key to reading',
  SUSPEND: 'Suspend key',
};

const DURATIONS = [
  { value: '15', label: '15 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '7 days' },
  { value: '', label: 'Until somebody undoes it' },
];
