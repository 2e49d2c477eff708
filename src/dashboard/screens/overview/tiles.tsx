import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OverviewTotalsFragment } from '../../gql/graphql.ts';
import { classes } from '../../ui/classes.ts';
import { change, count, duration, share } from '../../ui/figures.ts';
import { Card, Skeleton } from '../../ui/page.tsx';
import style from './overview.module.css';

interface TilesProps {
  /** Undefined: still being read. */
  readonly now: OverviewTotalsFragment | undefined;
  /** Undefined: nothing to compare with. */
  readonly before: OverviewTotalsFragment | undefined;
  readonly activeKeys: number | undefined;
  readonly activeKeysBefore: number | undefined;
  readonly openAlerts: number | undefined;
  readonly openedAlerts: number | undefined;
  readonly openedBefore: number | undefined;
}

/** The figures of the span, each beside that of the span before. */
export function Tiles({ now, before, ...rest }: TilesProps) {
  return (
    <div className={style['tiles']}>
      <Tile title="Requests" value={known(now, ({ requests }) => count(requests))}>
        <Change now={now?.requests} before={before?.requests} format={count} />
      </Tile>
      <Tile title="Error rate" value={known(now, ({ errorRate }) => share(errorRate))}>
        <Change now={now?.errorRate} before={before?.errorRate} format={share} moreIs="bad" />
      </Tile>
      <Tile title="Denied" value={known(now, ({ denied }) => count(denied))}>
        <Change now={now?.denied} before={before?.denied} format={count} moreIs="bad" />
      </Tile>
      <Tile title="p95 latency" value={known(now, ({ p95Ms }) => duration(p95Ms))}>
        <Change
          now={now?.p95Ms ?? undefined}
          before={before?.p95Ms ?? undefined}
          format={duration}
          moreIs="bad"
        />
      </Tile>
      <Tile title="Active keys" value={known(rest.activeKeys, count)}>
        <Change now={rest.activeKeys} before={rest.activeKeysBefore} format={count} />
      </Tile>
      <Tile title={<Link href="/alerts?state=OPEN">Open alerts</Link>} value={known(rest.openAlerts, count)}>
        {rest.openedAlerts !== undefined && (
          <span>
            {count(rest.openedAlerts)} opened, {count(rest.openedBefore ?? 0)} before
          </span>
        )}
      </Tile>
    </div>
  );
}

function known<Value>(value: Value | undefined, format: (value: Value) => string): string | undefined {
  return value === undefined ? undefined : format(value);
}

function Tile({
  title,
  value,
  children,
}: {
  readonly title: ReactNode;
  readonly value: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <Card title={title}>
      <div className={style['figure']}>
        {value ?? <Skeleton height={30} width={96} label="Loading a figure" />}
      </div>
      <div className={style['change']}>{value !== undefined && children}</div>
    </Card>
  );
}

interface ChangeProps {
  readonly now: number | undefined;
  readonly before: number | undefined;
  format(value: number): string;
  readonly moreIs?: 'bad';
}

/** From this on a change is worth a colour. */
const NOTABLE = 0.05;

function Change({ now, before, format, moreIs }: ChangeProps) {
  if (now === undefined) return <span>none was reported</span>;
  if (before === undefined) return <span>none before</span>;
  const by = change(now, before);
  if (by === undefined) return <span>{now === 0 ? 'none before either' : 'none before'}</span>;
  const tone = moreIs === undefined || Math.abs(by) < NOTABLE ? undefined : by > 0 ? 'worse' : 'better';
  return (
    <>
      <span className={classes(style['by'], tone !== undefined && style[tone])}>
        <span aria-hidden="true">{by > 0 ? '▲' : by < 0 ? '▼' : '='}</span>
        <span className="visually-hidden">{by > 0 ? 'up' : by < 0 ? 'down' : 'the same,'}</span>{' '}
        {share(Math.abs(round(by)))}
      </span>{' '}
      <span className={style['from']}>from {format(before)}</span>
    </>
  );
}

/** Whole per cents from ten on. */
function round(by: number): number {
  return Math.abs(by) >= 0.1 ? Math.round(by * 100) / 100 : Math.round(by * 1_000) / 1_000;
}
