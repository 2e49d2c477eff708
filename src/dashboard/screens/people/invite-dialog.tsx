import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { PeopleInviteDocument, type PeopleInviteMutation, type Role } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { useForm } from '../../ui/use-form.ts';
import { RoleChoice } from './role-choice.tsx';

type Invited = Extract<PeopleInviteMutation['inviteMember'], { __typename: 'InviteMemberSuccess' }>;

/** Invites somebody, and shows the link, which is shown this once. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [invited, setInvited] = useState<Invited>();
  const form = useForm<{ email: string; role: Role }>({ email: '', role: 'MEMBER' });
  const [invite] = useAction(PeopleInviteDocument);
  if (invited !== undefined) return <InvitationLink invited={invited} onClose={onClose} />;
  const act = async () => {
    const outcome = await invite({ workspaceId, ...form.values });
    if (outcome.done) setInvited(outcome.value);
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      replaced
      title="Invite somebody"
      lead="For 7 days, in place of an earlier invitation for the address."
      verb="Invite"
      act={act}
    >
      <TextField label="E-mail" type="email" required {...form.bind('email')} />
      <RoleChoice {...form.bind('role')} />
    </FormDialog>
  );
}

const MAILS: Readonly<Record<Invited['mail'], string>> = {
  SENT: 'The link was sent by mail. It is shown here this once as well.',
  LOGGED: 'Keywatch sends no mails here: hand the link over yourself. It is shown this once.',
  FAILED: 'The mail could not be sent: hand the link over yourself. It is shown this once.',
};

function InvitationLink({ invited, onClose }: { readonly invited: Invited; onClose(): void }) {
  return (
    <SecretDialog
      title={
        <>
          <bdi>{invited.invitation.email}</bdi> is invited
        </>
      }
      warning={MAILS[invited.mail]}
      secrets={[{ label: 'Link', text: invited.link }]}
      onClose={onClose}
    />
  );
}
