import { useAction } from '../../api/use-action.ts';
import { AccountRenameDocument } from '../../gql/graphql.ts';
import { useViewer } from '../../session/session.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';

/** Changes what others call the person who is signed in. */
export function NameDialog({ onClose }: { onClose(): void }) {
  const { name } = useViewer();
  const form = useForm({ name });
  const [rename] = useAction(AccountRenameDocument);
  const act = async () => {
    const outcome = await rename(form.values);
    if (outcome.done) tell({ title: 'Your name is changed' });
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Change your name"
      lead="It is what others see in all your workspaces."
      verb="Change name"
      disabled={form.values.name === name}
      act={act}
    >
      <TextField label="Name" required maxLength={80} autoComplete="name" {...form.bind('name')} />
    </FormDialog>
  );
}
