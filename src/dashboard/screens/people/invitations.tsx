import { useMemo, useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import {
  PeopleInvitationsDocument,
  type PeopleInvitationsQuery,
  PeopleWithdrawDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { isolated } from '../../ui/isolate.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';

type Invitation = PeopleInvitationsQuery['invitations']['edges'][number]['node'];

/** Who is invited and has not joined yet. */
export function Invitations() {
  const { id: workspaceId } = useWorkspace();
  const [withdrawing, setWithdrawing] = useState<Invitation>();
  const pages = usePages(
    PeopleInvitationsDocument,
    useMemo(() => ({ workspaceId }), [workspaceId]),
    listOf,
  );
  return (
    <Card flush title="Invitations">
      <Table
        label="Invitations"
        columns={columnsOf(setWithdrawing)}
        rows={pages.rows}
        rowKey={({ id }) => id}
        read={pages}
        onMore={pages.more}
        readAll={pages.readAll}
        empty={<Empty title="Nobody is invited">Invite somebody to work on this with you.</Empty>}
        fileName="invitations"
      />
      {withdrawing !== undefined && (
        <Withdraw invitation={withdrawing} onClose={() => setWithdrawing(undefined)} />
      )}
    </Card>
  );
}

function columnsOf(withdraw: (invitation: Invitation) => void): readonly Column<Invitation>[] {
  return [
    { title: 'E-mail', cell: ({ email }) => <bdi>{email}</bdi>, csv: ({ email }) => email },
    { title: 'Role', cell: ({ role }) => words(role), csv: ({ role }) => role },
    {
      title: 'Invited by',
      cell: ({ invitedBy }) => <bdi>{invitedBy.name}</bdi>,
      csv: ({ invitedBy }) => invitedBy.name,
    },
    {
      title: 'Invited',
      cell: ({ createdAt }) => <Time at={createdAt} as="relative" />,
      csv: ({ createdAt }) => createdAt,
    },
    {
      title: 'Ends',
      cell: ({ expiresAt }) => <Time at={expiresAt} as="relative" />,
      csv: ({ expiresAt }) => expiresAt,
    },
    {
      title: 'Actions',
      end: true,
      cell: (invitation) => (
        <Button size="small" onClick={() => withdraw(invitation)}>
          Withdraw
        </Button>
      ),
    },
  ];
}

function Withdraw({ invitation, onClose }: { readonly invitation: Invitation; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [withdraw] = useAction(PeopleWithdrawDocument);
  const act = async () => {
    const outcome = await withdraw({ workspaceId, invitationId: invitation.id });
    if (outcome.done) tell({ title: `The invitation of ${isolated(invitation.email)} is withdrawn` });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={`Withdraw the invitation of ${isolated(invitation.email)}?`}
      verb="Withdraw"
      act={act}
    >
      Its link is worth nothing any more. You can invite them again.
    </Confirm>
  );
}

function listOf({ invitations }: PeopleInvitationsQuery) {
  return invitations;
}
