import { useMemo } from 'react';
import { Chart } from '../../chart/chart.tsx';
import { Badge } from '../../ui/badge.tsx';
import { count } from '../../ui/figures.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './overview.module.css';
import { figureOf, timesOf, type UsageStep } from './series.ts';
import type { LiveMinutes } from './use-live-minutes.ts';

/** The last hour by minute, which moves as requests are counted. */
export function LiveCard({ minutes, tick, state }: Omit<LiveMinutes, 'news'>) {
  const times = useMemo(() => timesOf(minutes ?? []), [minutes]);
  const series = useMemo(() => (minutes === undefined ? undefined : liveSeries(minutes)), [minutes]);
  return (
    <Card
      title="The last hour, by minute"
      actions={
        <Badge tone={state === 'LIVE' ? 'good' : 'warning'}>
          {state === 'LIVE' ? 'Live' : 'Connecting …'}
        </Badge>
      }
    >
      <div className={style['live']}>
        <div className={style['open']}>
          <OpenMinute minutes={minutes} />
          <div className="muted">
            Complete through <Time at={tick?.completeThrough} as="relative" never="nothing yet" />
          </div>
        </div>
        <div>
          <Chart
            label="Requests and denials of the last hour"
            times={times}
            series={series}
            look="line"
            height={130}
            stepSeconds={60}
            fileName="keywatch-last-hour"
          />
        </div>
      </div>
      <Lost events={tick?.lostEvents} />
    </Card>
  );
}

function OpenMinute({ minutes }: { readonly minutes: readonly UsageStep[] | undefined }) {
  const [before, open] = minutes?.slice(-2) ?? [];
  const figure = (value = 0) => (minutes === undefined ? '–' : count(value));
  return (
    <>
      <div>
        <strong>{figure(open?.requests)}</strong> requests this minute
      </div>
      <div className="muted">{figure(before?.requests)} in the minute before</div>
      <div className="muted">{figure(open?.denied)} denied this minute</div>
    </>
  );
}

/** Says what was answered and is counted nowhere, if anything. */
export function Lost({ events = 0 }: { readonly events: number | undefined }) {
  if (events === 0) return null;
  return (
    <Notice tone="warning">
      {count(events)} answered requests of this span are counted nowhere: they were decided while Redis was
      away and found no room to wait. All other figures are exact.
    </Notice>
  );
}

function liveSeries(minutes: readonly UsageStep[]) {
  return [
    { id: 'requests', label: 'Requests', values: minutes.map((step) => figureOf(step, 'requests')) },
    {
      id: 'denied',
      label: 'Denied',
      colour: '--series-3',
      values: minutes.map((step) => figureOf(step, 'denied')),
    },
  ];
}
