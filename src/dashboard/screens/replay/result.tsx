import { Link } from 'wouter';
import type { Read } from '../../api/use-read.ts';
import type { ReplayCountsFragment, ReplayPolicyQuery } from '../../gql/graphql.ts';
import { StatusBadge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/column.ts';
import { count } from '../../ui/figures.ts';
import { Empty, Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Card, SkeletonLines } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import style from './replay.module.css';
import { RULE_NAMES } from './rules-form.tsx';
import type { Rule } from './trial.ts';
import { knownText, rejectedText, shareText, verdictOf } from './verdict.ts';

type Report = ReplayPolicyQuery['policyReplay'];
type KeyRow = Report['keys'][number];
type RuleRow = { readonly rule: string; readonly counts: ReplayCountsFragment };

/** What the trial would have rejected: in all, by rule, by key. */
export function Result({
  read,
  rules,
}: {
  readonly read: Read<ReplayPolicyQuery>;
  readonly rules: readonly Rule[];
}) {
  const { data, trouble, again, stale } = read;
  if (trouble !== undefined) return <TroubleNotice trouble={trouble} onAgain={again} />;
  if (data === undefined) {
    return (
      <Card title="What would have been lost">
        <SkeletonLines lines={6} label="Replaying" />
      </Card>
    );
  }
  const report = data.policyReplay;
  return (
    <div className={style['results']} aria-busy={stale}>
      <Summary report={report} />
      {rules.length > 1 && (
        <Card title="By rule" flush>
          <Table
            label="By rule"
            columns={RULE_COLUMNS}
            rows={rulesOf(data, rules)}
            rowKey={({ rule }) => rule}
            empty={null}
            fileName="keywatch-replay-by-rule"
          />
        </Card>
      )}
      <Card title="By key" flush>
        <Table
          label="By key"
          columns={KEY_COLUMNS}
          rows={report.keys.toSorted((a, b) => b.counts.rejectedAtMost - a.counts.rejectedAtMost)}
          rowKey={({ keyId }) => keyId}
          empty={<Empty title="No key fits">Choose others, or all of them.</Empty>}
          fileName="keywatch-replay-by-key"
        />
      </Card>
    </div>
  );
}

function Summary({ report }: { readonly report: Report }) {
  const { total, from, to, completeThrough, keysLeftOut } = report;
  const denied = total.requests - total.letThrough;
  return (
    <Card title="What would have been lost">
      <div className={style['summary']}>
        <output className={style['verdict']}>{verdictOf(total)}</output>
        <Shares counts={total} />
        <p className="muted">
          {count(total.requests)} requests from <Time at={from} /> to <Time at={to} />
          {denied > 0 && `; ${count(denied)} of them were denied as it was, and stay so`}. Complete through{' '}
          <Time at={completeThrough} as="relative" never="nothing yet" />.
        </p>
        {!total.exact && <Reasons counts={total} />}
        {keysLeftOut && (
          <Notice tone="warning">
            More keys fit than are looked at at once: these are the newest 100. Narrow the filter to see
            others.
          </Notice>
        )}
      </div>
    </Card>
  );
}

function Reasons({ counts }: { readonly counts: ReplayCountsFragment }) {
  return (
    <div>
      <h3>Why it is not exact</h3>
      <ul className={style['reasons']}>
        {counts.reasons.map(({ code, sentence }) => (
          <li key={code}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** What is kept, what may be lost and what is lost, as parts of a bar. */
function Shares({ counts }: { readonly counts: ReplayCountsFragment }) {
  const { letThrough, rejectedAtLeast, rejectedAtMost } = counts;
  if (letThrough === 0) return null;
  const parts = [
    ['lost', 'Lost for certain', rejectedAtLeast],
    ['maybe', 'Lost or not', rejectedAtMost - rejectedAtLeast],
    ['kept', 'Let through as before', letThrough - rejectedAtMost],
  ] as const;
  return (
    <div>
      <div className={style['shares']} aria-hidden="true">
        {parts.map(([name, , value]) => (
          <span key={name} className={style[name]} style={{ flexGrow: value }} hidden={value === 0} />
        ))}
      </div>
      <ul className={style['legend']}>
        {parts.map(([name, label, value]) => (
          <li key={name}>
            <span className={`${style['swatch'] ?? ''} ${style[name] ?? ''}`} /> {label}:{' '}
            <strong>{count(value)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function rulesOf(data: ReplayPolicyQuery, rules: readonly Rule[]): readonly RuleRow[] {
  const rows = rules.flatMap((rule) => {
    const counts = data[rule]?.total;
    return counts === undefined ? [] : [{ rule: `${RULE_NAMES[rule]} alone`, counts }];
  });
  return [...rows, { rule: 'All together', counts: data.policyReplay.total }];
}

function countColumns<Row extends { readonly counts: ReplayCountsFragment }>(): readonly Column<Row>[] {
  return [
    {
      title: 'Let through',
      end: true,
      cell: ({ counts }) => count(counts.letThrough),
      csv: ({ counts }) => counts.letThrough,
    },
    {
      title: 'Would be rejected',
      end: true,
      cell: ({ counts }) => <strong className={style['whole']}>{rejectedText(counts)}</strong>,
      csv: ({ counts }) => rejectedText(counts),
    },
    {
      title: 'Share',
      end: true,
      cell: ({ counts }) => <span className={style['whole']}>{shareText(counts)}</span>,
      csv: ({ counts }) => shareText(counts),
    },
    {
      title: 'Known',
      cell: ({ counts }) => <span className={style['known']}>{knownText(counts)}</span>,
      csv: ({ counts }) => knownText(counts),
    },
  ];
}

const RULE_COLUMNS: readonly Column<RuleRow>[] = [
  {
    title: 'Rule',
    cell: ({ rule }) => <span className={style['whole']}>{rule}</span>,
    csv: ({ rule }) => rule,
  },
  ...countColumns<RuleRow>(),
];

const KEY_COLUMNS: readonly Column<KeyRow>[] = [
  {
    title: 'Key',
    cell: ({ key }) => (
      <span className={style['name']}>
        <Link href={`/keys/${key.id}`}>
          <bdi>{key.name}</bdi>
        </Link>{' '}
        {key.status !== 'ACTIVE' && <StatusBadge status={key.status} />}
      </span>
    ),
    csv: ({ key }) => key.name,
  },
  ...countColumns<KeyRow>(),
];
