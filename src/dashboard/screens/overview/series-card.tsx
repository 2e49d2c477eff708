import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { usePaced } from '../../api/use-paced.ts';
import { useRead } from '../../api/use-read.ts';
import { Chart } from '../../chart/chart.tsx';
import { OverviewSeriesDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { TIME_ZONE } from '../../ui/local-time.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { exportLink } from './export-link.ts';
import style from './overview.module.css';
import { seriesOf, timesOf } from './series.ts';
import type { Shown, Split, View } from './view.ts';

const SPLITS = [
  { value: 'SERVER', label: 'Server' },
  { value: 'KEY', label: 'Key' },
  { value: 'ENDPOINT', label: 'Endpoint' },
  { value: 'CODE', label: 'Code' },
] as const satisfies readonly { value: Split; label: string }[];

const SHOWN = [
  { value: 'requests', label: 'Requests' },
  { value: 'denied', label: 'Denied' },
  { value: 'errors', label: 'Errors' },
] as const satisfies readonly { value: Shown; label: string }[];

interface SeriesCardProps extends View {
  /** When it changes, what is drawn has changed too. */
  readonly news: number | undefined;
}

/** The series of the span, stacked; what is dragged over becomes the span. */
export function SeriesCard({ span, split, shown, change, news }: SeriesCardProps) {
  const { id: workspaceId } = useWorkspace();
  const { fromMs, toMs, steps } = span;
  const variables = useMemo(
    () => ({
      workspaceId,
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      granularity: steps,
      timeZone: TIME_ZONE,
      groupBy: [split],
    }),
    [workspaceId, fromMs, toMs, steps, split],
  );
  const read = useRead(OverviewSeriesDocument, variables);
  usePaced(read, news);
  const groups = read.data?.usage.groups;
  const series = useMemo(() => (groups === undefined ? undefined : seriesOf(groups, shown)), [groups, shown]);
  const times = useMemo(() => timesOf(groups?.[0]?.series ?? []), [groups]);
  const isEmpty = series?.every(({ values }) => values.every((value) => value === 0)) ?? false;
  const label = `${SHOWN.find(({ value }) => value === shown)?.label ?? ''} by ${split.toLowerCase()}`;
  return (
    <Card
      title={label}
      actions={
        <div className={style['choices']}>
          <Segments
            label="What is counted"
            value={shown}
            // Errors are not known by code.
            choices={SHOWN.filter(({ value }) => value !== 'errors' || split !== 'CODE')}
            onChange={(show) => change({ show })}
          />
          <Segments label="Told apart by" value={split} choices={SPLITS} onChange={(by) => change({ by })} />
          <a
            className={buttonClass({})}
            href={exportLink(workspaceId, span, split)}
            title="Every group and step of this span, as CSV"
          >
            <Download size={14} aria-hidden="true" /> Export
          </a>
        </div>
      }
    >
      {read.trouble !== undefined && <TroubleNotice trouble={read.trouble} onAgain={read.again} />}
      {(read.trouble === undefined || series !== undefined) && (
        <Chart
          label={label}
          times={times}
          series={isEmpty ? [] : series}
          look={steps === 'MINUTE' ? 'area' : 'bar'}
          height={300}
          fileName={`keywatch-${shown}-by-${split.toLowerCase()}`}
          onRange={(from, to) =>
            change({
              range: 'custom',
              from: new Date(from * 1_000).toISOString(),
              to: new Date(to * 1_000).toISOString(),
            })
          }
        />
      )}
    </Card>
  );
}
