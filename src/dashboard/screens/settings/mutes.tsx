import { useMemo, useState } from 'react';
import { type KindOf, useAlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { MuteEndDocument, SettingsMutesDocument, type SettingsMutesQuery } from '../../gql/graphql.ts';
import { MuteDialog } from '../../mutes/mute-dialog.tsx';
import { useWorkspace } from '../../session/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { CheckField } from '../../ui/field.tsx';
import { Filters } from '../../ui/filters.tsx';
import { isolated } from '../../ui/isolate.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useParam } from '../../ui/use-param.ts';

type Mute = SettingsMutesQuery['mutes']['edges'][number]['node'];

/** Times in which alerts are opened, but not told to webhooks. */
export function Mutes() {
  const { id: workspaceId } = useWorkspace();
  const kindOf = useAlertKind();
  const [ended, setEnded] = useParam('ended');
  const [creating, setCreating] = useState(false);
  const [ending, setEnding] = useState<Mute>();
  const pages = usePages(
    SettingsMutesDocument,
    useMemo(() => ({ workspaceId, ended: ended !== '' }), [workspaceId, ended]),
    listOf,
  );
  return (
    <Card
      flush
      title="Alerts are not told to webhooks meanwhile"
      actions={
        <Button size="small" onClick={() => setCreating(true)}>
          Add a mute
        </Button>
      }
    >
      <Filters>
        <CheckField
          label="Also those that are over"
          checked={ended !== ''}
          onChange={(on) => setEnded(on ? '1' : '')}
        />
      </Filters>
      <Table
        label="Mutes"
        columns={columnsOf(setEnding, kindOf)}
        rows={pages.rows}
        rowKey={({ id }) => id}
        read={pages}
        onMore={pages.more}
        readAll={pages.readAll}
        empty={
          <Empty title="Nothing is muted">
            Add a mute for a load test, or a weekly one for your maintenance window.
          </Empty>
        }
        fileName="mutes"
      />
      {creating && <MuteDialog onClose={() => setCreating(false)} />}
      {ending !== undefined && <End mute={ending} onClose={() => setEnding(undefined)} />}
    </Card>
  );
}

function columnsOf(end: (mute: Mute) => void, kindOf: KindOf): readonly Column<Mute>[] {
  return [
    { title: 'Why', cell: ({ reason }) => <bdi>{reason}</bdi>, csv: ({ reason }) => reason },
    {
      title: 'Now',
      cell: (mute) => <Badge {...(mute.active ? { tone: 'warning' as const } : {})}>{stateOf(mute)}</Badge>,
      csv: stateOf,
    },
    {
      title: 'Of',
      cell: ({ key, server, kinds }) => (
        <>
          <bdi>{key?.name ?? server?.name ?? 'the workspace'}</bdi>
          {kinds.length > 0 && (
            <span className="muted"> {kinds.map((kind) => kindOf(kind).title).join(', ')}</span>
          )}
        </>
      ),
      csv: ({ key, server }) => key?.name ?? server?.name,
    },
    {
      title: 'From',
      cell: ({ from, weekly, timeZone }) => (
        <>
          <Time at={from} /> {weekly && <span className="muted">weekly, {timeZone}</span>}
        </>
      ),
      csv: ({ from }) => from,
    },
    { title: 'Until', cell: ({ until }) => <Time at={until} />, csv: ({ until }) => until },
    {
      title: 'Actions',
      end: true,
      cell: (mute) =>
        !mute.over && (
          <Button size="small" onClick={() => end(mute)}>
            End
          </Button>
        ),
    },
  ];
}

function stateOf({ active, over }: Mute): string {
  if (over) return 'Over';
  return active ? 'Muted' : 'Waiting';
}

function End({ mute, onClose }: { readonly mute: Mute; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [end] = useAction(MuteEndDocument);
  const act = async () => {
    const outcome = await end({ workspaceId, muteId: mute.id });
    if (outcome.done) tell({ title: `“${isolated(mute.reason)}” is ended` });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={`End the mute “${isolated(mute.reason)}”?`}
      verb="End mute"
      act={act}
    >
      What still goes on is told with its next minute. A weekly one does not come back.
    </Confirm>
  );
}

function listOf({ mutes }: SettingsMutesQuery) {
  return mutes;
}
