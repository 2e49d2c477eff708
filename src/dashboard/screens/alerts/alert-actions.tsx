import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useAlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import type { Outcome } from '../../api/use-action.ts';
import { MuteDialog } from '../../mutes/mute-dialog.tsx';
import { useViewer } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { AlertDetail } from './alert-detail.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useAlertWork } from './use-alert-work.ts';

type Asking = 'RESOLVE' | 'JUDGE' | 'ASSIGN' | 'MUTE';

/** What can be done with one alert as it is. */
export function AlertActions({ alert }: { readonly alert: AlertDetail }) {
  const [asking, setAsking] = useState<Asking>();
  const viewer = useViewer();
  const work = useAlertWork();
  const { id, state, assignee, key } = alert;
  const mayReopen = state !== 'OPEN' && !key?.deletedAt;
  const isMine = assignee?.id === viewer.id;
  const now = async (outcome: Promise<Outcome<unknown>>) => {
    const ended = await outcome;
    if (!ended.done) tell({ tone: 'danger', title: 'It was refused', text: ended.trouble.message });
  };
  return (
    <>
      {state === 'OPEN' && (
        <Button look="primary" busy={work.busy} onClick={() => void now(work.acknowledge([id]))}>
          Acknowledge
        </Button>
      )}
      {state !== 'RESOLVED' && (
        <Button look={state === 'OPEN' ? 'plain' : 'primary'} onClick={() => setAsking('RESOLVE')}>
          Resolve …
        </Button>
      )}
      {state === 'RESOLVED' && <Button onClick={() => setAsking('JUDGE')}>Give a verdict …</Button>}
      {!isMine && (
        <Button busy={work.busy} onClick={() => void now(work.assign([id], viewer.id))}>
          Assign to me
        </Button>
      )}
      <Menu
        trigger={
          <Button aria-label="More actions">
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
        items={[
          { label: 'Assign …', onSelect: () => setAsking('ASSIGN') },
          ...(mayReopen ? [{ label: 'Reopen', onSelect: () => void now(work.reopen([id])) }] : []),
          { label: 'Mute …', onSelect: () => setAsking('MUTE') },
        ]}
      />
      <AskedDialog asking={asking} alert={alert} work={work} onClose={() => setAsking(undefined)} />
    </>
  );
}

interface AskedProps {
  readonly asking: Asking | undefined;
  readonly alert: AlertDetail;
  readonly work: ReturnType<typeof useAlertWork>;
  onClose(): void;
}

function AskedDialog({ asking, alert, work, onClose }: AskedProps) {
  const { title } = useAlertKind()(alert.kind);
  if (asking === 'RESOLVE' || asking === 'JUDGE') {
    return (
      <ResolveDialog
        what={asking === 'JUDGE' ? 'it' : 'the alert'}
        judging={asking === 'JUDGE'}
        onClose={onClose}
        act={async (verdict, comment) => await work.resolve([alert.id], verdict, comment)}
      />
    );
  }
  if (asking === 'ASSIGN') {
    return (
      <AssignDialog
        what="the alert"
        assigneeId={alert.assignee?.id}
        onClose={onClose}
        act={async (userId) => await work.assign([alert.id], userId)}
      />
    );
  }
  const muted = { key: alert.key, kind: alert.kind, kindTitle: title };
  return asking === 'MUTE' ? <MuteDialog muted={muted} onClose={onClose} /> : null;
}
