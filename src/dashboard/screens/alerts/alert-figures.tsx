import type { ReactNode } from 'react';
import type { AlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import { count, share } from '../../ui/figures.ts';
import { Card, Facts } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './alert.module.css';
import type { AlertDetail } from './alert-detail.ts';

/** What was expected in the worst minute of an alert, what came, and since when. */
export function AlertFigures({ alert, kind }: { readonly alert: AlertDetail; readonly kind: AlertKind }) {
  const { observed, expected, lower, upper, score, since, lastMinute, openedAt, resolvedAt } = alert;
  const { figures, unit } = kind;
  const hasFigures = figures !== 'NONE';
  const figure = figures === 'SHARE' ? share : rounded;
  return (
    <Card title={hasFigures ? 'Expected and what came' : 'When'}>
      {hasFigures && (
        <dl className={style['versus']}>
          <Figure name="Came">{figure(observed)}</Figure>
          <Figure name="Expected">{figure(expected)}</Figure>
          <Figure name="Score">{rounded(score)}</Figure>
        </dl>
      )}
      {unit !== null && <p className={style['unit']}>{unit}, in the worst minute</p>}
      <Facts
        facts={[
          ...(hasFigures ? [['Usual', `${figure(lower)} to ${figure(upper)}`] as const] : []),
          ['Since', <Time key="since" at={since} />],
          ['Last seen', <Time key="last" at={lastMinute} />],
          ['Opened', <Time key="opened" at={openedAt} />],
          ...(alert.acknowledgedAt
            ? [['Acknowledged', <Time key="acknowledged" at={alert.acknowledgedAt} />] as const]
            : []),
          ...(resolvedAt ? [['Resolved', <Time key="resolved" at={resolvedAt} />] as const] : []),
        ]}
      />
    </Card>
  );
}

/** `1,240`, `0.4`. */
function rounded(value: number): string {
  return value >= 10 ? count(Math.round(value)) : count(Math.round(value * 10) / 10);
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={style['figure']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
