import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { WorkspaceCreateDocument } from '../../gql/graphql.ts';
import { useViewer } from '../../session/session.tsx';
import { useSignOut } from '../../shell/sign-out.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { Door } from './door.tsx';

/** What who is in no workspace sees: they make one, or wait to be invited. */
export function FirstWorkspace() {
  const { email, name } = useViewer();
  const form = useForm({ name: '' });
  const { busy, trouble, submit } = useSubmit();
  const [createWorkspace] = useAction(WorkspaceCreateDocument);
  const signOut = useSignOut();
  return (
    <Door
      title="Your first workspace"
      lead={
        <>
          Welcome, <bdi>{name}</bdi>. A workspace holds the servers, keys and people of one team. To join one
          that there is, have its owner or an admin invite <bdi>{email}</bdi>.
        </>
      }
      onSubmit={() => void submit(async () => await createWorkspace(form.values))}
    >
      <TextField
        label="Name of the workspace"
        placeholder="Such as the name of your team"
        required
        maxLength={80}
        {...form.bind('name')}
      />
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
      <Button type="submit" look="primary" busy={busy}>
        Create workspace
      </Button>
      <Button look="quiet" onClick={() => void signOut()}>
        Sign out
      </Button>
    </Door>
  );
}
