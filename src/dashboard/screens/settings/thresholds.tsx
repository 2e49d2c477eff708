import { useMemo, useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import {
  SettingsDeleteThresholdDocument,
  SettingsThresholdsDocument,
  type ThresholdFieldsFragment,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { SeverityBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { count, share } from '../../ui/figures.ts';
import { isolated } from '../../ui/isolate.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { tell } from '../../ui/toasts.tsx';
import style from './settings.module.css';
import { ThresholdDialog } from './threshold-dialog.tsx';

type Threshold = ThresholdFieldsFragment;
type Doing =
  | { readonly what: 'EDIT' | 'DELETE'; readonly threshold: Threshold }
  | { readonly what: 'CREATE' };

/** Limits on a key's minutes that open an alert, whatever the detector expects. */
export function Thresholds() {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const read = useRead(SettingsThresholdsDocument, variables);
  const [doing, setDoing] = useState<Doing>();
  const stop = () => setDoing(undefined);
  return (
    <Card
      flush
      title="An alert is opened when a minute crosses one of these"
      actions={
        <Button size="small" onClick={() => setDoing({ what: 'CREATE' })}>
          Add a threshold
        </Button>
      }
    >
      <Table
        label="Thresholds"
        columns={columnsOf(setDoing)}
        rows={read.data?.thresholds}
        rowKey={({ id }) => id}
        read={read}
        empty={
          <Empty title="No thresholds">
            The detector learns what is usual by itself. Add one for what must never happen.
          </Empty>
        }
        fileName="thresholds"
      />
      {doing?.what === 'CREATE' && <ThresholdDialog servers={read.data?.servers ?? []} onClose={stop} />}
      {doing?.what === 'EDIT' && (
        <ThresholdDialog servers={read.data?.servers ?? []} threshold={doing.threshold} onClose={stop} />
      )}
      {doing?.what === 'DELETE' && <Delete threshold={doing.threshold} onClose={stop} />}
    </Card>
  );
}

function columnsOf(start: (doing: Doing) => void): readonly Column<Threshold>[] {
  return [
    { title: 'Name', cell: ({ name }) => <bdi>{name}</bdi>, csv: ({ name }) => name },
    { title: 'Crossed by', cell: limitText, csv: limitText },
    {
      title: 'Of',
      cell: ({ key, server }) => <bdi>{key?.name ?? server?.name ?? 'each key'}</bdi>,
      csv: ({ key, server }) => key?.name ?? server?.name,
    },
    {
      title: 'Severity',
      cell: ({ severity }) => <SeverityBadge severity={severity} />,
      csv: ({ severity }) => severity,
    },
    {
      title: 'Actions',
      end: true,
      cell: (threshold) => (
        <span className={style['row']}>
          <Button size="small" onClick={() => start({ what: 'EDIT', threshold })}>
            Change
          </Button>
          <Button size="small" onClick={() => start({ what: 'DELETE', threshold })}>
            Delete
          </Button>
        </span>
      ),
    },
  ];
}

const METRICS = {
  REQUESTS: 'requests',
  DENIED: 'denied requests',
  ERROR_SHARE: 'of requests failing',
} as const;

function limitText({ metric, limit, requestsMin }: Threshold): string {
  const text = `more than ${metric === 'ERROR_SHARE' ? share(limit) : count(limit)} ${METRICS[metric]} a minute`;
  return requestsMin > 1 ? `${text}, of at least ${count(requestsMin)}` : text;
}

function Delete({ threshold, onClose }: { readonly threshold: Threshold; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [remove] = useAction(SettingsDeleteThresholdDocument);
  const act = async () => {
    const outcome = await remove({ workspaceId, thresholdId: threshold.id });
    if (outcome.done) tell({ title: `“${isolated(threshold.name)}” is deleted` });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger
      title={`Delete the threshold “${isolated(threshold.name)}”?`}
      verb="Delete threshold"
      act={act}
    >
      What it has opened ends when it was quiet.
    </Confirm>
  );
}
