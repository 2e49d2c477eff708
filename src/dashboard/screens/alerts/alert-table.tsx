import { useMemo } from 'react';
import { Link } from 'wouter';
import { useAlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import type { AlertRowFragment } from '../../gql/graphql.ts';
import { SeverityBadge, StatusBadge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/column.ts';
import { Time } from '../../ui/time.tsx';
import style from './alerts.module.css';

/** Which alerts of a list are chosen. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  set(ids: ReadonlySet<string>): void;
}

const SEVERITY: Column<AlertRowFragment> = {
  title: 'Severity',
  cell: ({ severity }) => <SeverityBadge severity={severity} />,
  csv: ({ severity }) => severity,
};
const WHAT: Column<AlertRowFragment> = {
  title: 'What',
  cell: ({ id, kind, sentence }) => (
    <div className={style['what']}>
      <Link href={`/alerts/${id}`}>
        <KindTitle kind={kind} />
      </Link>
      <div className={style['sentence']}>{sentence}</div>
    </div>
  ),
  csv: ({ sentence }) => sentence,
};
const KEY: Column<AlertRowFragment> = {
  title: 'Key',
  cell: ({ key }) => (
    <div className={style['subject']}>
      <AlertKey subject={key} />
    </div>
  ),
  csv: ({ key }) => key?.name,
};
const REST: readonly Column<AlertRowFragment>[] = [
  { title: 'State', cell: (row) => <StateCell row={row} />, csv: ({ state }) => state },
  {
    title: 'Opened',
    cell: ({ openedAt }) => (
      <span className={style['nowrap']}>
        <Time at={openedAt} as="relative" />
      </span>
    ),
    csv: ({ openedAt }) => openedAt,
  },
  {
    title: 'Assignee',
    cell: ({ assignee }) =>
      assignee === null || assignee === undefined ? (
        <span className="muted">nobody</span>
      ) : (
        <bdi>{assignee.name}</bdi>
      ),
    csv: ({ assignee }) => assignee?.name,
  },
];
/** Of files alone: what the table has no room for. */
const FILED = [
  filed('Kind', ({ kind }) => kind),
  filed('Score', ({ score }) => score),
  filed('Since', ({ since }) => since),
  filed('Last minute', ({ lastMinute }) => lastMinute),
  filed('Resolved', ({ resolvedAt }) => resolvedAt),
  filed('Verdict', ({ verdict }) => verdict),
  filed('Id', ({ id }) => id),
];

/** The columns of a list of alerts: with boxes to choose by, and without the key where all are of one. */
export function useAlertColumns(
  rows: readonly AlertRowFragment[],
  {
    selection,
    ofOneKey = false,
  }: { readonly selection?: Selection | undefined; readonly ofOneKey?: boolean },
): readonly Column<AlertRowFragment>[] {
  return useMemo(
    () => [
      ...(selection === undefined ? [] : [choosing(rows, selection)]),
      SEVERITY,
      WHAT,
      ...(ofOneKey ? [] : [KEY]),
      ...REST,
      ...FILED,
    ],
    [rows, selection, ofOneKey],
  );
}

function KindTitle({ kind }: { readonly kind: string }) {
  return useAlertKind()(kind).title;
}

/** The key that an alert is about, or why there is none to go to. */
export function AlertKey({ subject }: { readonly subject: AlertRowFragment['key'] }) {
  if (subject === null || subject === undefined) return <span className="muted">The workspace</span>;
  if (subject.deletedAt !== null && subject.deletedAt !== undefined) {
    return (
      <span>
        <bdi>{subject.name}</bdi> <span className="muted">(deleted)</span>
      </span>
    );
  }
  return (
    <Link href={`/keys/${subject.id}`}>
      <bdi>{subject.name}</bdi>
    </Link>
  );
}

function StateCell({ row: { state, verdict } }: { readonly row: AlertRowFragment }) {
  return (
    <span className={style['states']}>
      <StatusBadge status={state} />
      {verdict !== null && verdict !== undefined && <StatusBadge status={verdict} />}
    </span>
  );
}

function choosing(rows: readonly AlertRowFragment[], { ids, set }: Selection): Column<AlertRowFragment> {
  const chosen = rows.filter(({ id }) => ids.has(id)).length;
  return {
    title: 'Chosen',
    head: () => (
      <label className={style['box']}>
        <span className="visually-hidden">Choose all that are shown</span>
        <input
          type="checkbox"
          checked={rows.length > 0 && chosen === rows.length}
          ref={(box) => {
            if (box !== null) box.indeterminate = chosen > 0 && chosen < rows.length;
          }}
          onChange={({ currentTarget: { checked } }) => set(new Set(checked ? rows.map(({ id }) => id) : []))}
        />
      </label>
    ),
    cell: ({ id, kind, key }) => (
      <label className={style['box']}>
        <span className="visually-hidden">
          Choose <KindTitle kind={kind} /> of {key?.name ?? 'the workspace'}
        </span>
        <input
          type="checkbox"
          checked={ids.has(id)}
          onChange={({ currentTarget: { checked } }) => {
            const next = new Set(ids);
            if (checked) next.add(id);
            else next.delete(id);
            set(next);
          }}
        />
      </label>
    ),
  };
}

function filed(
  title: string,
  csv: (row: AlertRowFragment) => string | number | null | undefined,
): Column<AlertRowFragment> {
  return { title, csv, cell: () => null, filedOnly: true };
}
