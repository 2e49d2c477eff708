import type { ReactNode } from 'react';
import type { OverviewTotalsFragment } from '../../gql/graphql.ts';
import type { Column } from '../../ui/column.ts';
import { change, count, share } from '../../ui/figures.ts';
import { Table } from '../../ui/table.tsx';
import style from './overview.module.css';

/** A key or an endpoint and what was counted for it. */
export interface TopRow {
  readonly id: string;
  readonly name: string;
  /** How it is shown, such as a link. */
  readonly shown: ReactNode;
  readonly totals: OverviewTotalsFragment;
  readonly before: number | undefined;
}

interface TopTableProps {
  readonly label: string;
  /** What a row is: `Key`. */
  readonly noun: string;
  readonly rows: readonly TopRow[] | undefined;
  readonly fileName: string;
}

/** Those with most requests, each with a bar as long as its part of the largest. */
export function TopTable({ label, noun, rows, fileName }: TopTableProps) {
  const most = Math.max(1, ...(rows ?? []).map(({ totals }) => totals.requests));
  return (
    <Table
      label={label}
      columns={columnsOf(noun, most)}
      rows={rows}
      rowKey={({ id }) => id}
      fileName={fileName}
      empty={<p className={style['none']}>Nothing was counted in this span.</p>}
    />
  );
}

function columnsOf(noun: string, most: number): readonly Column<TopRow>[] {
  return [
    {
      title: noun,
      csv: ({ name }) => name,
      cell: ({ shown, totals }) => (
        <div className={style['named']}>
          {shown}
          <span
            className={style['bar']}
            style={{ inlineSize: `${String((totals.requests / most) * 100)}%` }}
          />
        </div>
      ),
    },
    {
      title: 'Requests',
      end: true,
      csv: ({ totals }) => totals.requests,
      cell: ({ totals }) => count(totals.requests),
    },
    {
      title: 'Change',
      end: true,
      csv: ({ totals, before }) => changeOf(totals.requests, before),
      cell: ({ totals, before }) => {
        const by = changeOf(totals.requests, before);
        return <span className="muted">{by === undefined ? '–' : signed(by)}</span>;
      },
    },
    {
      title: 'Denied',
      end: true,
      csv: ({ totals }) => totals.denied,
      cell: ({ totals }) => count(totals.denied),
    },
    {
      title: 'Errors',
      end: true,
      csv: ({ totals }) => totals.errorRate,
      cell: ({ totals }) => share(totals.errorRate),
    },
  ];
}

function changeOf(now: number, before: number | undefined): number | undefined {
  return before === undefined ? undefined : change(now, before);
}

function signed(by: number): string {
  const rounded = Math.round(by * 100) / 100;
  return rounded === 0 ? share(0) : `${rounded > 0 ? '+' : ''}${share(rounded)}`;
}
