import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Chart } from '../../chart/chart.tsx';
import { AlertAroundDocument, type AlertAroundQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { count, share } from '../../ui/figures.ts';
import { Empty, Notice, TroubleNotice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/now.ts';
import { Card } from '../../ui/page.tsx';
import { MINUTE_MS } from '../../ui/time-units.ts';
import style from './alert.module.css';
import type { AlertDetail } from './alert-detail.ts';
import { drawingOf } from './alert-drawing.ts';

const NO_TIMES: number[] = [];
/** Shares below are drawn evenly where the scale is logarithmic. */
const LEAST_SHARE = 0.01;

/** The minutes around an alert beside what was expected of them. */
export function AlertChartCard({ alert }: { readonly alert: AlertDetail }) {
  const { id: workspaceId } = useWorkspace();
  const { id: alertId, state } = alert;
  const variables = useMemo(() => ({ workspaceId, alertId }), [workspaceId, alertId]);
  const options = state === 'RESOLVED' ? {} : { everyMs: MINUTE_MS };
  const { data, trouble, again } = useRead(AlertAroundDocument, variables, options);
  return (
    <Card title="Around it">
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      {(trouble === undefined || data !== undefined) && <Minutes alert={alert} chart={data?.alertChart} />}
    </Card>
  );
}

interface MinutesProps {
  readonly alert: AlertDetail;
  readonly chart: AlertAroundQuery['alertChart'] | undefined;
}

function Minutes({ alert, chart }: MinutesProps) {
  const nowMs = useNow(MINUTE_MS);
  const drawing = useMemo(
    () => (chart === undefined ? undefined : drawingOf(chart, alert.kind, nowMs)),
    [chart, alert.kind, nowMs],
  );
  const markers = useMarkers(alert);
  if (chart?.points.length === 0) {
    return (
      <Empty title="There are no minutes to draw">
        {chart.complete
          ? 'This alert is not about what came in single minutes: the sentence above says it all.'
          : 'Minutes are kept for 7 days; these are older. The figures and the history stay.'}
      </Empty>
    );
  }
  const { band, isShare = false } = drawing ?? {};
  return (
    <>
      {chart?.complete === false && (
        <Notice>Some of these minutes are more than 7 days old and not kept any more.</Notice>
      )}
      <Chart
        label={`Minutes around the alert${band === undefined ? '' : ', beside what was expected'}`}
        times={drawing?.times ?? NO_TIMES}
        series={drawing?.series}
        band={band}
        markers={markers}
        height={280}
        stepSeconds={60}
        format={isShare ? share : count}
        {...(isShare ? { formatAxis: share, logFrom: LEAST_SHARE } : {})}
        fileName="keywatch-alert"
      />
      {band !== undefined && (
        <p className={style['unit']}>
          The band is what was expected of each minute. The detector compares about three minutes with it, so
          what came in one minute can be more than the figures of the alert.
        </p>
      )}
    </>
  );
}

function useMarkers({ since, openedAt, resolvedAt }: AlertDetail) {
  return useMemo(
    () => [
      { atSeconds: seconds(since), label: 'Since' },
      ...(seconds(openedAt) - seconds(since) < 60 ? [] : [{ atSeconds: seconds(openedAt), label: 'Opened' }]),
      ...(resolvedAt ? [{ atSeconds: seconds(resolvedAt), label: 'Resolved', colour: '--good' }] : []),
    ],
    [since, openedAt, resolvedAt],
  );
}

function seconds(at: string): number {
  return Math.floor(new Date(at).getTime() / 1_000);
}
