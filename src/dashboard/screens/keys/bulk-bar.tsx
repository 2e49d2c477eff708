import { useState } from 'react';
import { mayChange } from '../../key-actions/actions-of.ts';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { count, many } from '../../ui/figures.ts';
import { BulkStates } from './bulk-states.tsx';
import type { ListedKey } from './key-columns.tsx';
import style from './keys.module.css';
import { REVOKED_AT_ONCE_MAX, RevokeMany } from './revoke-many.tsx';
import type { Selection } from './use-selection.ts';

type Asked = 'SUSPEND' | 'RESUME' | 'REVOKE';

interface BulkBarProps {
  readonly selection: Selection;
  /** Saves the chosen ones as CSV. */
  onSave(keys: readonly ListedKey[]): void;
}

/** What can be done to all keys that are chosen; nothing is shown while none is. */
export function BulkBar({ selection, onSave }: BulkBarProps) {
  const viewer = useViewer();
  const workspace = useWorkspace();
  const [asked, setAsked] = useState<Asked>();
  const keys = [...selection.keys.values()];
  const own = keys.filter((key) => mayChange(key, viewer, workspace));
  const suspendable = own.filter(({ status }) => status === 'ACTIVE');
  const resumable = own.filter(({ status, suspendedAt }) => status !== 'REVOKED' && suspendedAt !== null);
  const revocable = own.filter(({ status }) => status !== 'REVOKED');
  const close = () => setAsked(undefined);
  if (keys.length === 0) return null;
  return (
    <section className={style['chosen']} aria-label="Chosen keys">
      <output className={style['count']}>{count(keys.length)} chosen</output>
      {own.length > 0 && (
        <>
          <Button size="small" disabled={suspendable.length === 0} onClick={() => setAsked('SUSPEND')}>
            Suspend {count(suspendable.length)}
          </Button>
          <Button size="small" disabled={resumable.length === 0} onClick={() => setAsked('RESUME')}>
            Resume {count(resumable.length)}
          </Button>
          <Button
            size="small"
            disabled={revocable.length === 0 || revocable.length > REVOKED_AT_ONCE_MAX}
            title={revocable.length > REVOKED_AT_ONCE_MAX ? 'At most 1,000 chosen keys at once.' : undefined}
            onClick={() => setAsked('REVOKE')}
          >
            Revoke {count(revocable.length)} …
          </Button>
        </>
      )}
      <Button size="small" onClick={() => onSave(keys)}>
        Save {many(keys.length, 'row')} as CSV
      </Button>
      <Button size="small" look="quiet" onClick={selection.clear}>
        Clear
      </Button>
      {asked === 'SUSPEND' && (
        <BulkStates action="SUSPEND" keys={suspendable} onClose={close} onDone={selection.clear} />
      )}
      {asked === 'RESUME' && (
        <BulkStates action="RESUME" keys={resumable} onClose={close} onDone={selection.clear} />
      )}
      {asked === 'REVOKE' &&
        (workspace.isAdmin ? (
          <RevokeMany
            filter={{ keyIds: revocable.map(({ id }) => id) }}
            onClose={close}
            onDone={selection.clear}
          />
        ) : (
          <BulkStates action="REVOKE" keys={revocable} onClose={close} onDone={selection.clear} />
        ))}
    </section>
  );
}
