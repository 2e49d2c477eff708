import { useState } from 'react';
import { type Fault, faultOf } from '../api/fault.ts';
import { useAction } from '../api/use-action.ts';
import { KeyActionEditDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { isolated } from '../ui/isolate.ts';
import { TroubleNotice } from '../ui/notice.tsx';
import { tell } from '../ui/toasts.tsx';
import type { KeyDialogProps } from './actions-of.ts';

/** Changes what a key is called and what it is for. */
export function EditKey({ apiKey, onClose }: KeyDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [name, setName] = useState(apiKey.name);
  const [description, setDescription] = useState(apiKey.description ?? '');
  const [fault, setFault] = useState<Fault>();
  const [edit, running] = useAction(KeyActionEditDocument);
  const submit = async () => {
    setFault(undefined);
    const given = { name, description: description.trim() === '' ? null : description };
    const outcome = await edit({ workspaceId, keyId: apiKey.id, ...given });
    if (!outcome.done) {
      setFault(faultOf(outcome.trouble));
      return;
    }
    tell({ title: `${isolated(outcome.value.key.name)} is saved` });
    onClose();
  };
  const isBeside = fault?.field === 'name' || fault?.field === 'description';
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Edit “<bdi>{apiKey.name}</bdi>”
        </>
      }
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={running}>
            Save
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        required
        maxLength={80}
        value={name}
        onChange={setName}
        error={fault?.field === 'name' ? fault.text : undefined}
      />
      <TextField
        label="Description"
        hint="What it is for, and who to ask."
        rows={3}
        maxLength={500}
        value={description}
        onChange={setDescription}
        error={fault?.field === 'description' ? fault.text : undefined}
      />
      {fault !== undefined && !isBeside && <TroubleNotice trouble={fault.trouble} />}
    </Dialog>
  );
}
