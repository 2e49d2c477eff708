import { useMemo } from 'react';
import { Link } from 'wouter';
import { usePaced } from '../../api/use-paced.ts';
import { useRead } from '../../api/use-read.ts';
import { OverviewAlertsDocument, OverviewUsageDocument, type OverviewUsageQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { TIME_ZONE } from '../../ui/local-time.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import { FirstSteps } from '../first-steps/first-steps.tsx';
import { LiveCard, Lost } from './live-card.tsx';
import style from './overview.module.css';
import { RangePicker } from './range-picker.tsx';
import { SeriesCard } from './series-card.tsx';
import type { Span } from './span.ts';
import { Tiles } from './tiles.tsx';
import { TopTable } from './top-table.tsx';
import { useLiveMinutes } from './use-live-minutes.ts';
import { useView } from './view.ts';

/** What a workspace does: how much, how well, by whom, and what of it is new. */
export function Overview() {
  const view = useView();
  const { news: counted, ...live } = useLiveMinutes(useWorkspace().id);
  const news = view.span.isOpen ? counted : undefined;
  const usage = useUsage(view.span, news);
  const alerts = useAlerts(view.span);
  const report = usage.data?.all;
  return (
    <Page
      title="Overview"
      lead={
        report !== undefined && (
          <>
            Complete through <Time at={report.completeThrough} as="relative" never="nothing yet" />
          </>
        )
      }
      actions={<RangePicker span={view.span} change={view.change} />}
    >
      {usage.trouble !== undefined && <TroubleNotice trouble={usage.trouble} onAgain={usage.again} />}
      <Lost events={report?.lostEvents} />
      {report?.totals.requests === 0 && <FirstSteps />}
      <Tiles
        now={report?.totals}
        before={report?.previous?.totals}
        activeKeys={activeKeys(usage.data?.keys)}
        activeKeysBefore={activeKeys(usage.data?.keysBefore)}
        {...alerts}
      />
      <SeriesCard {...view} news={news} />
      <LiveCard {...live} />
      <Tops data={usage.data} />
    </Page>
  );
}

function Tops({ data }: { readonly data: OverviewUsageQuery | undefined }) {
  const keys = data?.keys.groups
    .filter(({ rest }) => !rest)
    .map(({ keyId, key, totals, previous }) => ({
      id: keyId ?? '',
      name: key?.name ?? 'A deleted key',
      shown: key ? (
        <Link href={`/keys/${key.id}`}>
          <bdi>{key.name}</bdi>
        </Link>
      ) : (
        <span className="muted">A deleted key</span>
      ),
      totals,
      before: previous?.requests,
    }));
  const endpoints = data?.endpoints.groups
    .filter(({ rest }) => !rest)
    .map(({ endpoint, totals, previous }) => ({
      id: endpoint ?? '',
      name: endpoint || 'None named',
      shown: endpoint ? <bdi className="mono">{endpoint}</bdi> : <span className="muted">None named</span>,
      totals,
      before: previous?.requests,
    }));
  return (
    <div className={style['tops']}>
      <Card title="Top keys" flush>
        <TopTable label="Top keys" noun="Key" rows={keys} fileName="keywatch-top-keys" />
      </Card>
      <Card title="Top endpoints" flush>
        <TopTable label="Top endpoints" noun="Endpoint" rows={endpoints} fileName="keywatch-top-endpoints" />
      </Card>
    </div>
  );
}

function activeKeys(
  report:
    | { readonly groupsLeftOut: number; readonly groups: readonly { readonly rest: boolean }[] }
    | undefined,
): number | undefined {
  return report === undefined
    ? undefined
    : report.groups.filter(({ rest }) => !rest).length + report.groupsLeftOut;
}

function useUsage({ fromMs, toMs, beforeMs, sums, compares }: Span, news: number | undefined) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({
      workspaceId,
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      before: new Date(beforeMs).toISOString(),
      granularity: sums,
      timeZone: TIME_ZONE,
      compare: compares,
    }),
    [workspaceId, fromMs, toMs, beforeMs, sums, compares],
  );
  const read = useRead(OverviewUsageDocument, variables);
  usePaced(read, news);
  return read;
}

function useAlerts({ fromMs, toMs, beforeMs }: Span) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({
      workspaceId,
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      before: new Date(beforeMs).toISOString(),
    }),
    [workspaceId, fromMs, toMs, beforeMs],
  );
  const { data } = useRead(OverviewAlertsDocument, variables);
  return {
    openAlerts: sumOf(data?.open),
    openedAlerts: sumOf(data?.opened),
    openedBefore: sumOf(data?.openedBefore),
  };
}

function sumOf(counts: readonly { readonly count: number }[] | undefined): number | undefined {
  return counts?.reduce((sum, { count }) => sum + count, 0);
}
