import { useMemo, useState } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { PeopleMembersDocument, type PeopleMembersQuery } from '../../gql/graphql.ts';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Filters } from '../../ui/filters.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { useParam } from '../../ui/use-param.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { memberColumns } from './member-columns.tsx';
import { MemberDialog, type MemberDoing } from './member-dialog.tsx';

/** Who is in the workspace, and who is invited. */
export function People() {
  const { isAdmin } = useWorkspace();
  const [inviting, setInviting] = useParam('invite');
  return (
    <Page
      title="People"
      lead="Members see and manage their own keys, admins and owners all of them; viewers see everything."
      actions={
        isAdmin && (
          <Button look="primary" onClick={() => setInviting('1')}>
            Invite somebody
          </Button>
        )
      }
    >
      <Members />
      {isAdmin && <Invitations />}
      {isAdmin && inviting !== '' && <InviteDialog onClose={() => setInviting('')} />}
    </Page>
  );
}

function Members() {
  const workspace = useWorkspace();
  const viewer = useViewer();
  const [text, setText] = useParam('q');
  const [doing, setDoing] = useState<MemberDoing>();
  const { id: workspaceId } = workspace;
  const pages = usePages(
    PeopleMembersDocument,
    useMemo(() => ({ workspaceId }), [workspaceId]),
    listOf,
  );
  const rows = pages.rows?.filter(({ user }) =>
    `${user.name} ${user.email}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <Card flush>
      <Filters>
        <TextField bare filter label="Filter people" type="search" value={text} onChange={setText} />
      </Filters>
      <Table
        label="Members"
        columns={memberColumns(workspace, viewer.id, setDoing)}
        rows={rows}
        rowKey={({ userId }) => userId}
        read={pages}
        onMore={pages.more}
        empty={<Empty title="Nobody is called that">Change the filter to see the others.</Empty>}
        fileName="people"
      />
      {doing !== undefined && <MemberDialog doing={doing} onClose={() => setDoing(undefined)} />}
    </Card>
  );
}

function listOf({ members }: PeopleMembersQuery) {
  return members;
}
