import { useRef, useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { KeyActionRevealDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Copyable } from '../ui/copy.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { KeyDialogProps } from './actions-of.ts';
import { KeyName, KeyTitle } from './key-name.tsx';

/** Shows the secret of a recoverable key again, once it was said that this is noted. */
export function RevealKey({ apiKey, onClose }: KeyDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [secret, setSecret] = useState<string>();
  const shown = useRef(false);
  const [reveal] = useAction(KeyActionRevealDocument);
  const act = async () => {
    const outcome = await reveal({ workspaceId, keyId: apiKey.id });
    if (outcome.done) {
      shown.current = true;
      setSecret(outcome.value.secret);
    }
    return outcome;
  };
  if (secret !== undefined) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={
          <>
            The secret of “<bdi>{apiKey.name}</bdi>”
          </>
        }
      >
        <Copyable text={secret} label="Secret" />
      </Dialog>
    );
  }
  return (
    <Confirm
      open
      // Done is not over: the secret takes the place of the question.
      onClose={() => shown.current || onClose()}
      title={<KeyTitle verb="Show the secret of" apiKey={apiKey} />}
      verb="Show secret"
      act={act}
    >
      Whoever sees it can use <KeyName apiKey={apiKey} />. The audit log notes that you looked.
    </Confirm>
  );
}
