import { useMemo, useState } from 'react';
import type { Trouble } from '../../api/trouble.ts';
import type { Outcome } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { AlertsChoicesDocument } from '../../gql/graphql.ts';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';

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
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const variables = useMemo(() => ({ workspaceId, first: 100 }), [workspaceId]);
  const { data } = useRead(AlertsChoicesDocument, variables);
  const others = (data?.members.edges ?? []).filter(
    ({ node }) => node.role !== 'VIEWER' && node.user.id !== viewer.id,
  );
  const submit = async () => {
    setBusy(true);
    const outcome = await act(userId === '' ? null : userId);
    setBusy(false);
    if (outcome.done) onClose();
    else setTrouble(outcome.trouble);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Assign ${what}`}
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            {userId === '' ? 'Take from everybody' : 'Assign'}
          </Button>
        </>
      }
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
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}
