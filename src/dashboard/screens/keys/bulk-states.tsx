import { useState } from 'react';
import type { Trouble } from '../../api/trouble.ts';
import { useAction } from '../../api/use-action.ts';
import {
  KeyActionResumeDocument,
  KeyActionRevokeDocument,
  KeyActionSuspendDocument,
} from '../../gql/graphql.ts';
import { KeyName } from '../../key-actions/key-name.tsx';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { count } from '../../ui/figures.ts';
import { Notice } from '../../ui/notice.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { ListedKey } from './key-columns.tsx';
import style from './keys.module.css';

type Action = 'SUSPEND' | 'RESUME' | 'REVOKE';

const WORDS = {
  SUSPEND: { verb: 'Suspend', done: 'suspended', undo: 'RESUME' },
  RESUME: { verb: 'Resume', done: 'resumed', undo: 'SUSPEND' },
  REVOKE: { verb: 'Revoke', done: 'revoked', undo: undefined },
} as const;

const MEANINGS: Readonly<Record<Action, string>> = {
  SUSPEND: 'They open nothing until they are resumed.',
  RESUME: 'They open again what they opened before.',
  REVOKE: 'They open nothing any more. This cannot be undone.',
};

interface BulkStatesProps {
  readonly action: Action;
  readonly keys: readonly ListedKey[];
  onClose(): void;
  /** All were done. */
  onDone(): void;
}

interface Failure {
  readonly key: ListedKey;
  readonly trouble: Trouble;
}

/** Does one thing to chosen keys, one after the other, and tells of which it was refused. */
export function BulkStates({ action, keys, onClose, onDone }: BulkStatesProps) {
  const [asked] = useState(keys);
  const [done, setDone] = useState<number>();
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const run = useEach();
  const { verb, done: past, undo } = WORDS[action];
  const running = done !== undefined && done < asked.length;
  const submit = async () => {
    const failed = await run(action, asked, setDone);
    setFailures(failed);
    const well = asked.filter((key) => failed.every((each) => each.key !== key));
    if (well.length > 0) {
      tell({
        title: `${count(well.length)} keys are ${past}`,
        ...(undo === undefined
          ? {}
          : { action: { label: WORDS[undo].verb, run: () => void run(undo, well, () => undefined) } }),
      });
    }
    if (failed.length > 0) return;
    onDone();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={() => !running && onClose()}
      title={`${verb} ${count(asked.length)} keys?`}
      lead={MEANINGS[action]}
      onSubmit={() => void submit()}
      foot={
        failures.length > 0 ? undefined : (
          <>
            <Button disabled={running} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" look={action === 'REVOKE' ? 'danger' : 'primary'} busy={running}>
              {running ? `${count(done)} of ${count(asked.length)}` : `${verb} ${count(asked.length)} keys`}
            </Button>
          </>
        )
      }
    >
      {failures.length > 0 ? <Failures failures={failures} /> : <KeySample keys={asked} />}
    </Dialog>
  );
}

function useEach() {
  const { id: workspaceId } = useWorkspace();
  const [suspend] = useAction(KeyActionSuspendDocument);
  const [resume] = useAction(KeyActionResumeDocument);
  const [revoke] = useAction(KeyActionRevokeDocument);
  const acts = { SUSPEND: suspend, RESUME: resume, REVOKE: revoke };
  return async (action: Action, keys: readonly ListedKey[], onDone: (done: number) => void) => {
    const failures: Failure[] = [];
    for (const [index, key] of keys.entries()) {
      onDone(index);
      const outcome = await acts[action]({ workspaceId, keyId: key.id });
      if (!outcome.done) failures.push({ key, trouble: outcome.trouble });
      // Nothing is reached: the others would fail as well.
      if (!outcome.done && outcome.trouble.code === 'OFFLINE') {
        failures.push(...keys.slice(index + 1).map((rest) => ({ key: rest, trouble: outcome.trouble })));
        break;
      }
    }
    onDone(keys.length);
    return failures;
  };
}

function Failures({ failures }: { readonly failures: readonly Failure[] }) {
  return (
    <Notice tone="danger">
      {count(failures.length)} keys stay as they were:
      <ul className={style['sample']}>
        {failures.map(({ key, trouble }) => (
          <li key={key.id}>
            <span>
              <KeyName apiKey={key} />: {trouble.message}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const SHOWN = 20;

/** The first of some keys by name, and how many more there are. */
export function KeySample({
  keys,
  total = keys.length,
}: {
  readonly keys: readonly Pick<ListedKey, 'id' | 'name' | 'prefix' | 'lastFour'>[];
  readonly total?: number;
}) {
  const shown = keys.slice(0, SHOWN);
  return (
    <ul className={style['sample']}>
      {shown.map((key) => (
        <li key={key.id}>
          <span>
            <KeyName apiKey={key} />
          </span>
        </li>
      ))}
      {total > shown.length && <li className="muted">and {count(total - shown.length)} more</li>}
    </ul>
  );
}
