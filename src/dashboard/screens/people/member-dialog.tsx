import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import {
  PeopleChangeRoleDocument,
  PeopleRemoveDocument,
  PeopleTransferOwnershipDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { isolated } from '../../ui/isolate.ts';
import { tell } from '../../ui/toasts.tsx';
import type { Member } from './member.ts';
import { MemberServers } from './member-servers.tsx';
import { RoleChoice } from './role-choice.tsx';

/** What is being done about a member. */
export interface MemberDoing {
  readonly what: 'ROLE' | 'SERVERS' | 'TRANSFER' | 'REMOVE';
  readonly member: Member;
}

interface DialogProps {
  readonly member: Member;
  onClose(): void;
}

/** The window of what is being done. */
export function MemberDialog({
  doing: { what, member },
  onClose,
}: {
  readonly doing: MemberDoing;
  onClose(): void;
}) {
  const Dialog = DIALOGS[what];
  return <Dialog member={member} onClose={onClose} />;
}

const DIALOGS = { ROLE: ChangeRole, SERVERS: MemberServers, TRANSFER: Transfer, REMOVE: Remove };

function ChangeRole({ member, onClose }: DialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [role, setRole] = useState(member.role);
  const [change] = useAction(PeopleChangeRoleDocument);
  const act = async () => {
    const outcome = await change({ workspaceId, userId: member.userId, role });
    if (outcome.done) tell({ title: `${isolated(member.user.name)} is ${words(role).toLowerCase()} now` });
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={
        <>
          Change the role of <bdi>{member.user.name}</bdi>
        </>
      }
      verb="Change role"
      disabled={role === member.role}
      act={act}
    >
      <RoleChoice value={role} onChange={setRole} />
      {role === 'VIEWER' && member.role !== 'VIEWER' && (
        <p className="muted">Their keys open nothing while they are a viewer.</p>
      )}
      {member.role !== 'MEMBER' && (role === 'MEMBER' || role === 'VIEWER') && (
        <p className="muted">The ADMIN tokens and invitations that they made are withdrawn.</p>
      )}
    </FormDialog>
  );
}

function Transfer({ member, onClose }: DialogProps) {
  const { id: workspaceId, name } = useWorkspace();
  const [transfer] = useAction(PeopleTransferOwnershipDocument);
  const act = async () => {
    const outcome = await transfer({ workspaceId, userId: member.userId });
    if (outcome.done)
      tell({
        title: `${isolated(member.user.name)} owns “${isolated(name)}” now`,
        text: 'You are an admin.',
      });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger
      title={`Make ${isolated(member.user.name)} the owner of “${isolated(name)}”?`}
      verb="Transfer ownership"
      typed={member.user.email}
      act={act}
    >
      You become an admin. Only an owner can give ownership back.
    </Confirm>
  );
}

function Remove({ member, onClose }: DialogProps) {
  const { id: workspaceId, name } = useWorkspace();
  const [remove] = useAction(PeopleRemoveDocument);
  const act = async () => {
    const outcome = await remove({ workspaceId, userId: member.userId });
    if (outcome.done) tell({ title: `${isolated(member.user.name)} is removed` });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger
      title={`Remove ${isolated(member.user.name)} from “${isolated(name)}”?`}
      verb="Remove"
      act={act}
    >
      Their keys open nothing any more, and their ADMIN tokens are gone. Gateway tokens that they made stay,
      so that traffic does not stop. To bring them back, invite them.
    </Confirm>
  );
}
