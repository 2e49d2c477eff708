import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { AccountConfirmSecondFactorDocument, AccountStartSecondFactorDocument } from '../../gql/graphql.ts';
import { Copyable } from '../../ui/copy.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { PasswordField } from '../sign-in/credentials.tsx';
import { endedText } from './password-dialog.tsx';
import { QrCode } from './qr-code.tsx';

interface SetUpProps {
  onClose(): void;
  /** Is given the recovery codes, which are shown this once. */
  onCodes(codes: readonly string[]): void;
}

interface Started {
  readonly secret: string;
  readonly uri: string;
}

/** Turns the second factor on: the password, the authenticator, its first code. */
export function SecondFactorSetUp({ onClose, onCodes }: SetUpProps) {
  const [started, setStarted] = useState<Started>();
  return started === undefined ? (
    <AskPassword onClose={onClose} onStarted={setStarted} />
  ) : (
    <AskCode started={started} onClose={onClose} onCodes={onCodes} />
  );
}

function AskPassword({ onClose, onStarted }: { onClose(): void; onStarted(started: Started): void }) {
  const [password, setPassword] = useState('');
  const [start] = useAction(AccountStartSecondFactorDocument);
  const act = async () => {
    const outcome = await start({ password });
    if (outcome.done) onStarted(outcome.value);
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Turn on the second factor"
      lead="First your password, so that nobody does this at your unlocked screen."
      verb="Go on"
      replaced
      act={act}
    >
      <PasswordField value={password} onChange={setPassword} />
    </FormDialog>
  );
}

function AskCode({ started, onClose, onCodes }: SetUpProps & { readonly started: Started }) {
  const [code, setCode] = useState('');
  const [confirm] = useAction(AccountConfirmSecondFactorDocument);
  const act = async () => {
    const outcome = await confirm({ code });
    if (outcome.done) {
      onCodes(outcome.value.recoveryCodes);
      tell({ title: 'The second factor is on', text: endedText(outcome.value.endedSessions) });
    }
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Add Keywatch to your authenticator"
      lead="Scan the picture, or type the secret, then write the code that it shows."
      verb="Turn on"
      act={act}
    >
      <QrCode text={started.uri} label="QR code for your authenticator; the secret below says the same" />
      <Copyable label="Secret" text={(started.secret.match(/.{1,4}/g) ?? []).join(' ')} />
      <TextField
        label="Code"
        hint="Six digits, new every 30 seconds."
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={setCode}
      />
    </FormDialog>
  );
}
