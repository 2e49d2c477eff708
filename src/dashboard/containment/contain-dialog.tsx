import { useState } from 'react';
import type { Trouble } from '../api/trouble.ts';
import { useAction } from '../api/use-action.ts';
import { ContainKeyDocument, type Restriction, UndoContainmentDocument } from '../gql/graphql.ts';
import { tellPropagation } from '../key-actions/tell-propagation.ts';
import { useWorkspace } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { isolated } from '../ui/isolate.ts';
import { TroubleNotice } from '../ui/notice.tsx';
import { tell } from '../ui/toasts.tsx';
import { STEP_HINTS, stepText } from './containment-text.ts';

interface ContainDialogProps {
  readonly keyId: string;
  readonly keyName: string;
  /** The alert that it is because of. */
  readonly alertId?: string;
  onClose(): void;
}

type ThrottleBy = 'percent' | 'perMinute';

/** Keeps a key from something, for some time or until it is undone. */
export function ContainDialog({ keyId, keyName, alertId, onClose }: ContainDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [step, setStep] = useState<Restriction>('THROTTLE');
  const [throttleBy, setThrottleBy] = useState<ThrottleBy>('percent');
  const [amount, setAmount] = useState('10');
  const [minutes, setMinutes] = useState('60');
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [contain, busy] = useAction(ContainKeyDocument);
  const [undo] = useAction(UndoContainmentDocument);
  const takeBack = async () => {
    const outcome = await undo({ workspaceId, keyId, all: false });
    if (!outcome.done) tell({ tone: 'danger', title: 'It still holds', text: outcome.trouble.message });
  };
  const submit = async () => {
    const outcome = await contain({
      workspaceId,
      keyId,
      step,
      ...(alertId === undefined ? {} : { alertId }),
      ...(minutes === '' ? {} : { minutes: Number(minutes) }),
      ...(reason.trim() === '' ? {} : { reason }),
      ...(step === 'THROTTLE'
        ? { throttle: throttleBy === 'percent' ? { percent: Number(amount) } : { perMinute: Number(amount) } }
        : {}),
    });
    if (!outcome.done) {
      setTrouble(outcome.trouble);
      return;
    }
    const { containment } = outcome.value.key;
    tellPropagation(outcome.value.propagation, {
      title: `${isolated(keyName)}: ${containment ? stepText(containment).toLowerCase() : 'contained'}`,
      forMs: 12_000,
      action: { label: 'Undo', run: () => void takeBack() },
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Contain “<bdi>{keyName}</bdi>”
        </>
      }
      lead="It holds at once, beside the key’s own settings, and can be undone at any time."
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={step === 'SUSPEND' ? 'danger' : 'primary'} busy={busy}>
            {VERBS[step]}
          </Button>
        </>
      }
    >
      <SelectField<Restriction>
        label="Step"
        hint={STEP_HINTS[step]}
        value={step}
        onChange={setStep}
        choices={STEPS}
      />
      {step === 'THROTTLE' && (
        <ThrottleFields by={throttleBy} setBy={setThrottleBy} amount={amount} setAmount={setAmount} />
      )}
      <SelectField label="For how long" value={minutes} onChange={setMinutes} choices={DURATIONS} />
      <TextField
        label="Reason"
        hint="For the history and the audit log."
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}

interface ThrottleFieldsProps {
  readonly by: ThrottleBy;
  setBy(by: ThrottleBy): void;
  readonly amount: string;
  setAmount(amount: string): void;
}

function ThrottleFields({ by, setBy, amount, setAmount }: ThrottleFieldsProps) {
  return (
    <>
      <SelectField
        label="What is left"
        value={by}
        onChange={setBy}
        choices={[
          { value: 'percent', label: 'A share of its limit' },
          { value: 'perMinute', label: 'So many requests a minute' },
        ]}
      />
      <TextField
        label={by === 'percent' ? 'Per cent of its limit' : 'Requests a minute'}
        type="number"
        required
        min={1}
        max={by === 'percent' ? 99 : 1_000_000}
        value={amount}
        onChange={setAmount}
      />
    </>
  );
}

const STEPS: readonly { readonly value: Restriction; readonly label: string }[] = [
  { value: 'THROTTLE', label: 'Throttle' },
  { value: 'READ_ONLY', label: 'Read only' },
  { value: 'SUSPEND', label: 'Suspend' },
];

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
