import { useState } from 'react';
import type { Outcome } from '../../api/use-action.ts';
import type { AlertVerdict } from '../../gql/graphql.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

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
  return (
    <FormDialog
      open
      onClose={onClose}
      title={judging ? `What was ${what}?` : `Resolve ${what}`}
      lead={
        judging
          ? 'The verdict can be changed at any time.'
          : 'What goes on is told again when it was quiet in between, or becomes more severe.'
      }
      verb={judging ? 'Save the verdict' : 'Resolve'}
      disabled={judging && verdict === ''}
      act={async () => await act(verdict === '' ? null : verdict, comment.trim() === '' ? null : comment)}
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
    </FormDialog>
  );
}

const VERDICT_HINTS: Readonly<Record<AlertVerdict | '', string>> = {
  '': 'A verdict can also be given later.',
  EXPECTED: 'Whoever used the key was meant to, such as in a launch or a load test.',
  MALICIOUS: 'Somebody used the key who should not. Rotate or revoke it as well.',
};
