import type { ReactNode } from 'react';
import { useAction } from '../api/use-action.ts';
import { SetPolicyDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { tell } from '../ui/toasts.tsx';
import type { PolicyTarget } from './policy-target.ts';

interface RemovePolicyProps {
  readonly target: PolicyTarget;
  readonly name: string;
  onClose(): void;
  /** What holds then. */
  readonly children: ReactNode;
}

/** Takes the own policy of a server or key away. */
export function RemovePolicy({ target, name, onClose, children }: RemovePolicyProps) {
  const { id: workspaceId } = useWorkspace();
  const [set] = useAction(SetPolicyDocument);
  const act = async () => {
    const outcome = await set({ workspaceId, policy: null, ...target });
    if (outcome.done) tell({ title: 'The policy is removed' });
    return outcome;
  };
  return (
    <Confirm
      open
      danger
      onClose={onClose}
      title={
        <>
          Remove the policy of “<bdi>{name}</bdi>”?
        </>
      }
      verb="Remove policy"
      act={act}
    >
      {children} What is contained already stays so.
    </Confirm>
  );
}
