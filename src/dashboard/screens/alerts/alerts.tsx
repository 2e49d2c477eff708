import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../api/use-pages.ts';
import { useRead } from '../../api/use-read.ts';
import { AlertsCountsDocument, AlertsListDocument, type AlertsListQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { useNow } from '../../ui/now.ts';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { type AlertView, countedFilterOf, filterOf, isNarrowed } from './alert-filter.ts';
import { AlertFilters } from './alert-filters.tsx';
import { useAlertColumns } from './alert-table.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { useAlertView } from './use-alert-view.ts';

const NONE: ReadonlySet<string> = new Set();
const NO_ROWS: readonly [] = [];
/** Spans that end now move on so often. */
const STEP_MS = 300_000;

/** The alerts of the workspace, of all that its viewer may see; new ones come by themselves. */
export function Alerts() {
  const { id: workspaceId, mayHaveKeys } = useWorkspace();
  const [view, change] = useAlertView();
  const nowMs = useNow(STEP_MS);
  const [ids, set] = useState(NONE);
  const variables = useMemo(
    () => ({ workspaceId, filter: filterOf(view, nowMs), first: 50 }),
    [workspaceId, view, nowMs],
  );
  const counted = useMemo(
    () => ({ workspaceId, filter: countedFilterOf(view, nowMs) }),
    [workspaceId, view, nowMs],
  );
  const pages = usePages(AlertsListDocument, variables, listOf);
  const { data } = useRead(AlertsCountsDocument, counted);
  const rows = pages.rows ?? NO_ROWS;
  const selection = useMemo(() => ({ ids, set }), [ids]);
  const columns = useAlertColumns(rows, { selection: mayHaveKeys ? selection : undefined });
  return (
    <Page
      title="Alerts"
      lead="What the detector, your thresholds and leak reports have found. New ones come by themselves."
    >
      <AlertFilters view={view} counts={data?.alertCounts} change={change} />
      <Card flush>
        <Table
          label="Alerts"
          columns={columns}
          rows={pages.rows}
          rowKey={({ id }) => id}
          read={pages}
          onMore={pages.more}
          readAll={pages.readAll}
          fileName="keywatch-alerts"
          empty={<NoAlerts view={view} change={change} />}
        />
      </Card>
      <BulkBar rows={rows} selection={selection} />
    </Page>
  );
}

function listOf({ alerts }: AlertsListQuery) {
  return alerts;
}

interface NoAlertsProps {
  readonly view: AlertView;
  change(given: Partial<AlertView>): void;
}

function NoAlerts({ view, change }: NoAlertsProps) {
  if (isNarrowed(view)) {
    return (
      <Empty
        title="No alert fits"
        action={
          <Button
            onClick={() => change({ severities: [], kind: '', assignee: '', key: '', server: '', span: '' })}
          >
            Clear filters
          </Button>
        }
      >
        Narrow it by less, or look at other states.
      </Empty>
    );
  }
  if (view.state !== 'ALL') {
    return (
      <Empty
        title={view.state === 'OPEN' ? 'All is quiet' : `No alert is ${view.state.toLowerCase()}`}
        action={<Button onClick={() => change({ state: 'ALL' })}>Look at all alerts</Button>}
      >
        {view.state === 'OPEN'
          ? 'No alert is open. When one is, it appears here by itself, and your webhooks are told.'
          : 'Choose another state to see others.'}
      </Empty>
    );
  }
  return (
    <Empty
      title="There was no alert yet"
      action={
        <Link className={buttonClass({})} href="/keys">
          To the keys
        </Link>
      }
    >
      Keywatch learns what is usual of each key for a day and then tells of what is not. Verify requests with
      a key to begin.
    </Empty>
  );
}
