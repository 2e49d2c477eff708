import { useState } from 'react';
import type { Trouble } from '../../api/trouble.ts';
import type { Outcome } from '../../api/use-action.ts';
import type { AlertVerdict } from '../../gql/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';

interface ResolveDialogProps {
  /** What is resolved: `3 alerts`. */
  readonly what: string;
  /** True where it is resolved already and only judged. */
  readonly judging?: boolean;
  onClose(): void;
  act(verdict: AlertVerdict | null, comment: string | null): Promise<Outcome<unknown>>;
}

/** Asks what an alert was found to be, before it is resolved. */
export function ResolveDialog({ what, judging = false, onClose, act }: ResolveDialogProps) {
  const [verdict, setVerdict] = useState<AlertVerdict | ''>('');
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const submit = async () => {
    setBusy(true);
    const outcome = await act(verdict === '' ? null : verdict, comment.trim() === '' ? null : comment);
    setBusy(false);
    if (outcome.done) onClose();
    else setTrouble(outcome.trouble);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={judging ? `What was ${what}?` : `Resolve ${what}`}
      lead={
        judging
          ? 'The verdict can be changed at any time.'
          : 'What goes on is told again when it was quiet in between, or becomes more severe.'
      }
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={judging && verdict === ''}>
            {judging ? 'Save the verdict' : 'Resolve'}
          </Button>
        </>
      }
    >
      <SelectField<AlertVerdict | ''>
        label="Verdict"
        hint={VERDICT_HINTS[verdict]}
        value={verdict}
        onChange={setVerdict}
        choices={[
          { value: '', label: 'Not judged' },
          { value: 'EXPECTED', label: 'Expected' },
          { value: 'MALICIOUS', label: 'Malicious' },
        ]}
      />
      <TextField
        label="Comment"
        hint="Stands in the history of the alert; left out: nothing."
        rows={3}
        maxLength={4_000}
        value={comment}
        onChange={setComment}
      />
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}

const VERDICT_HINTS: Readonly<Record<AlertVerdict | '', string>> = {
  '': 'A verdict can also be given later.',
  EXPECTED: 'Whoever used the key was meant to, such as in a launch or a load test.',
  MALICIOUS: 'Somebody used the key who should not. Rotate or revoke it as well.',
};
