import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { type AlertContainmentFragment, UndoContainmentDocument } from '../gql/graphql.ts';
import { tellPropagation } from '../key-actions/tell-propagation.ts';
import { useWorkspace } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { CheckField } from '../ui/field.tsx';
import { isolated } from '../ui/isolate.ts';
import { stepText } from './containment-text.ts';

interface UndoContainmentProps {
  readonly keyId: string;
  readonly keyName: string;
  /** The one that holds now. */
  readonly containment: Pick<AlertContainmentFragment, 'step' | 'throttle' | 'replacedId'>;
}

/** Takes back what was done to a key, once that is confirmed. */
export function UndoContainment({ keyId, keyName, containment }: UndoContainmentProps) {
  const { id: workspaceId } = useWorkspace();
  const [asking, setAsking] = useState(false);
  const [all, setAll] = useState(false);
  const [undo] = useAction(UndoContainmentDocument);
  const act = async () => {
    const outcome = await undo({ workspaceId, keyId, all });
    if (outcome.done) {
      const { containment: left } = outcome.value.key;
      tellPropagation(outcome.value.propagation, {
        title: left
          ? `${isolated(keyName)}: ${stepText(left).toLowerCase()}, as before`
          : `${isolated(keyName)} is not contained any more`,
      });
    }
    return outcome;
  };
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        Undo
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={
          <>
            Undo the containment of “<bdi>{keyName}</bdi>”?
          </>
        }
        verb="Undo"
        act={act}
      >
        <p>
          It is {stepText(containment).toLowerCase()} now. Once it is undone, the key opens what its own
          settings allow, at once.
        </p>
        {typeof containment.replacedId === 'string' && (
          <CheckField
            label="Also undo what this one had replaced"
            hint="Otherwise the milder containment of before holds again, unless its time is over."
            checked={all}
            onChange={setAll}
          />
        )}
      </Confirm>
    </>
  );
}
