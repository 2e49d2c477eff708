import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { AccountLeaveWorkspaceDocument, WorkspaceCreateDocument } from '../../gql/graphql.ts';
import { useViewer, useWorkspace, type Viewer } from '../../session/session.tsx';
import { Badge, words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { isolated } from '../../ui/isolate.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { tell } from '../../ui/toasts.tsx';

type Mine = Viewer['workspaces'][number];

/** The workspaces that the person is in: to go to one, leave one, or make another. */
export function Workspaces() {
  const { workspaces } = useViewer();
  const { id: here } = useWorkspace();
  const [leaving, setLeaving] = useState<Mine>();
  const [creating, setCreating] = useState(false);
  return (
    <Card
      flush
      title="Your workspaces"
      actions={
        <Button size="small" onClick={() => setCreating(true)}>
          New workspace
        </Button>
      }
    >
      <Table
        label="Your workspaces"
        columns={columnsOf(here, setLeaving)}
        rows={workspaces}
        rowKey={({ id }) => id}
        empty={<Empty title="You are in no workspace" />}
        fileName="workspaces"
      />
      {leaving !== undefined && <Leave workspace={leaving} onClose={() => setLeaving(undefined)} />}
      {creating && <Create onClose={() => setCreating(false)} />}
    </Card>
  );
}

function columnsOf(here: string, leave: (workspace: Mine) => void): readonly Column<Mine>[] {
  return [
    {
      title: 'Workspace',
      cell: ({ id, name }) => (
        <>
          <Link href={`~/w/${id}/overview`}>
            <bdi>{name}</bdi>
          </Link>{' '}
          {id === here && <Badge>You look at it</Badge>}
        </>
      ),
      csv: ({ name }) => name,
    },
    { title: 'Your role', cell: ({ role }) => words(role), csv: ({ role }) => role },
    {
      title: 'Actions',
      end: true,
      cell: (workspace) => (
        <Button size="small" onClick={() => leave(workspace)}>
          Leave
        </Button>
      ),
    },
  ];
}

function Leave({ workspace, onClose }: { readonly workspace: Mine; onClose(): void }) {
  const { id: here } = useWorkspace();
  const [leave] = useAction(AccountLeaveWorkspaceDocument);
  const act = async () => {
    const outcome = await leave({ workspaceId: workspace.id });
    // What is shown belongs to the workspace: it is left altogether.
    if (outcome.done && workspace.id === here) location.assign('/');
    else if (outcome.done) tell({ title: `You have left “${isolated(workspace.name)}”` });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger
      title={`Leave “${isolated(workspace.name)}”?`}
      verb="Leave workspace"
      act={act}
    >
      Your keys there open nothing any more, and the ADMIN tokens that you made are gone. To come back, you
      have to be invited.
    </Confirm>
  );
}

function Create({ onClose }: { onClose(): void }) {
  const [name, setName] = useState('');
  const [, go] = useLocation();
  const [create] = useAction(WorkspaceCreateDocument);
  const act = async () => {
    const outcome = await create({ name });
    if (outcome.done) {
      tell({
        title: `“${isolated(outcome.value.workspace.name)}” is made`,
        action: { label: 'Go there', run: () => go(`~/w/${outcome.value.workspace.id}/overview`) },
      });
    }
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="New workspace"
      lead="It has servers, keys and people of its own. You own it."
      verb="Create workspace"
      act={act}
    >
      <TextField label="Name" required maxLength={80} value={name} onChange={setName} />
    </FormDialog>
  );
}
