import { useAction } from '../../api/use-action.ts';
import { AccountDisableSecondFactorDocument, AccountRenewRecoveryCodesDocument } from '../../gql/graphql.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';
import { CodeField, PasswordField } from '../sign-in/credentials.tsx';

interface ChangeProps {
  readonly doing: 'DISABLE' | 'RENEW';
  onClose(): void;
  onCodes(codes: readonly string[]): void;
}

/** Turns the second factor off, or makes new recovery codes; either takes the password and a code. */
export function SecondFactorChange({ doing, onClose, onCodes }: ChangeProps) {
  const form = useForm({ password: '', code: '' });
  const [disable] = useAction(AccountDisableSecondFactorDocument);
  const [renew] = useAction(AccountRenewRecoveryCodesDocument);
  const disabling = async () => {
    const outcome = await disable(form.values);
    if (outcome.done) tell({ tone: 'warning', title: 'The second factor is off' });
    return outcome;
  };
  const renewing = async () => {
    const outcome = await renew(form.values);
    if (outcome.done) onCodes(outcome.value.recoveryCodes);
    return outcome;
  };
  const texts = TEXTS[doing];
  return (
    <FormDialog open onClose={onClose} {...texts} act={doing === 'DISABLE' ? disabling : renewing}>
      <PasswordField {...form.bind('password')} />
      <CodeField {...form.bind('code')} />
    </FormDialog>
  );
}

const TEXTS = {
  DISABLE: {
    title: 'Turn off the second factor?',
    lead: 'From then on your password alone opens your account. The recovery codes are forgotten.',
    verb: 'Turn off',
  },
  RENEW: {
    title: 'Renew the recovery codes',
    lead: 'The codes of before open nothing any more.',
    verb: 'Make new codes',
  },
} as const;
