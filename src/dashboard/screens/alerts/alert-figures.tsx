import type { ReactNode } from 'react';
import { Card, Facts } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './alert.module.css';
import type { AlertDetail } from './alert-detail.ts';
import { kindFigure, kindUnit } from './alert-kinds.ts';

/** What was expected in the worst minute of an alert, what came, and since when. */
export function AlertFigures({ alert }: { readonly alert: AlertDetail }) {
  const { kind, observed, expected, lower, upper, score, since, lastMinute, openedAt, resolvedAt } = alert;
  // A leak was found or was not: there is nothing to compare.
  const hasFigures = kind !== 'leak';
  const figure = (value: number) => kindFigure(kind, value);
  return (
    <Card title={hasFigures ? 'Expected and what came' : 'When'}>
      {hasFigures && (
        <dl className={style['versus']}>
          <Figure name="Came">{figure(observed)}</Figure>
          <Figure name="Expected">{figure(expected)}</Figure>
          <Figure name="Score">{kindFigure('', score)}</Figure>
        </dl>
      )}
      {kindUnit(kind) !== '' && <p className={style['unit']}>{kindUnit(kind)}, in the worst minute</p>}
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

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={style['figure']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
