import { useMemo, useState } from 'react';
import type { Outcome } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { AlertsChoicesDocument } from '../../gql/graphql.ts';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { SelectField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

interface AssignDialogProps {
  /** What is given to somebody: `3 alerts`. */
  readonly what: string;
  /** Who has it now. */
  readonly assigneeId?: string | undefined;
  onClose(): void;
  act(userId: string | null): Promise<Outcome<unknown>>;
}

/** Asks who is to take care of alerts. */
export function AssignDialog({ what, assigneeId, onClose, act }: AssignDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const viewer = useViewer();
  const [userId, setUserId] = useState(assigneeId ?? viewer.id);
  const variables = useMemo(() => ({ workspaceId, first: 100 }), [workspaceId]);
  const { data } = useRead(AlertsChoicesDocument, variables);
  const others = (data?.members.edges ?? []).filter(
    ({ node }) => node.role !== 'VIEWER' && node.user.id !== viewer.id,
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Assign ${what}`}
      verb={userId === '' ? 'Take from everybody' : 'Assign'}
      act={async () => await act(userId === '' ? null : userId)}
    >
      <SelectField
        label="Who takes care of it"
        hint="Owners and admins take any alert; members those of their own keys."
        value={userId}
        onChange={setUserId}
        choices={[
          { value: viewer.id, label: `${viewer.name} (you)` },
          ...others.map(({ node: { user, role } }) => ({
            value: user.id,
            label: `${user.name} (${words(role).toLowerCase()})`,
          })),
          { value: '', label: 'Nobody' },
        ]}
      />
    </FormDialog>
  );
}
