import { useAction } from '../../api/use-action.ts';
import { AccountChangePasswordDocument } from '../../gql/graphql.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';
import { NewPasswordField, PasswordField } from '../sign-in/credentials.tsx';

const EMPTY = { currentPassword: '', newPassword: '' };

/** Changes the password, which ends all other sessions. */
export function PasswordDialog({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  const form = useForm(EMPTY);
  const [changePassword] = useAction(AccountChangePasswordDocument);
  const close = () => {
    form.set(EMPTY);
    onClose();
  };
  const act = async () => {
    const outcome = await changePassword(form.values);
    if (outcome.done)
      tell({ title: 'Your password is changed', text: endedText(outcome.value.endedSessions) });
    return outcome;
  };
  return (
    <FormDialog
      open={open}
      onClose={close}
      title="Change your password"
      lead="It ends your sessions everywhere else. Tokens of machines go on."
      verb="Change password"
      act={act}
    >
      <PasswordField label="Present password" {...form.bind('currentPassword')} />
      <NewPasswordField label="New password" {...form.bind('newPassword')} />
    </FormDialog>
  );
}

/** How many sessions ended elsewhere, in words. */
export function endedText(sessions: number): string {
  if (sessions === 0) return 'You were signed in nowhere else.';
  return sessions === 1 ? 'One other session was ended.' : `${String(sessions)} other sessions were ended.`;
}
