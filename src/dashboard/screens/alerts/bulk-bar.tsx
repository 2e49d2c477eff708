import { useState } from 'react';
import type { Outcome } from '../../api/use-action.ts';
import type { AlertRowFragment } from '../../gql/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { Selection } from './alert-table.tsx';
import style from './alerts.module.css';
import { AssignDialog } from './assign-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useAlertWork } from './use-alert-work.ts';

interface BulkBarProps {
  readonly rows: readonly AlertRowFragment[];
  readonly selection: Selection;
}

/** What can be done with the chosen alerts; nothing where none is chosen. */
export function BulkBar({ rows, selection }: BulkBarProps) {
  const [asking, setAsking] = useState<'RESOLVE' | 'ASSIGN'>();
  const { acknowledge, resolve, reopen, assign, busy } = useAlertWork();
  const chosen = rows.filter(({ id }) => selection.ids.has(id));
  if (chosen.length === 0) return null;
  const ids = chosen.map(({ id }) => id);
  const what = chosen.length === 1 ? 'the alert' : `${String(chosen.length)} alerts`;
  const clear = () => selection.set(new Set());
  const now = async (outcome: Promise<Outcome<unknown>>) => {
    const ended = await outcome;
    if (ended.done) clear();
    else tell({ tone: 'danger', title: 'It was refused', text: ended.trouble.message });
  };
  const asked = async (outcome: Promise<Outcome<unknown>>) => {
    const ended = await outcome;
    if (ended.done) clear();
    return ended;
  };
  return (
    <>
      <div className={style['bulk']} role="toolbar" aria-label="Chosen alerts">
        <output>{String(chosen.length)} chosen</output>
        <Button
          busy={busy}
          disabled={!chosen.some(({ state }) => state === 'OPEN')}
          onClick={() => void now(acknowledge(ids))}
        >
          Acknowledge
        </Button>
        <Button onClick={() => setAsking('RESOLVE')}>Resolve …</Button>
        <Button onClick={() => setAsking('ASSIGN')}>Assign …</Button>
        <Button
          busy={busy}
          disabled={!chosen.some(({ state }) => state !== 'OPEN')}
          onClick={() => void now(reopen(ids))}
        >
          Reopen
        </Button>
        <Button look="quiet" onClick={clear}>
          Choose none
        </Button>
      </div>
      {asking === 'RESOLVE' && (
        <ResolveDialog
          what={what}
          onClose={() => setAsking(undefined)}
          act={async (verdict, comment) => await asked(resolve(ids, verdict, comment))}
        />
      )}
      {asking === 'ASSIGN' && (
        <AssignDialog
          what={what}
          onClose={() => setAsking(undefined)}
          act={async (userId) => await asked(assign(ids, userId))}
        />
      )}
    </>
  );
}
