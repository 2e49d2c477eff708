import { useMemo } from 'react';
import { Link } from 'wouter';
import { useRead } from '../api/use-read.ts';
import { type ContainmentPolicyInput, PolicyDryRunDocument, type PolicyDryRunQuery } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { words } from '../ui/badge.tsx';
import type { Column } from '../ui/column.ts';
import { count, many } from '../ui/figures.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

import type { PolicyTarget } from './policy-target.ts';

type Contained = PolicyDryRunQuery['containmentDryRun']['containments'][number];

interface PolicyDryRunProps {
  readonly policy: ContainmentPolicyInput;
  /** Stays the same while the policy does. */
  readonly target: PolicyTarget;
}

/** What a policy would have done about the alerts of the last 14 days; nothing is written. */
export function PolicyDryRun({ policy, target }: PolicyDryRunProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId, policy, ...target }), [workspaceId, policy, target]);
  const read = useRead(PolicyDryRunDocument, variables);
  const run = read.data?.containmentDryRun;
  return (
    <section aria-label="What it would have done">
      {run !== undefined && (
        <Notice tone={run.haltedAt === null ? 'info' : 'warning'}>
          Of {many(run.alertsLookedAt, 'alert')} in the last 14 days, {count(run.containments.length)} would
          have contained a key.
          {run.haltedAt !== null && (
            <>
              {' '}
              It would have stopped and asked a person at <Time at={run.haltedAt} />.
            </>
          )}
          {run.truncated && ' Only the newest 2,000 alerts were looked at.'}
        </Notice>
      )}
      <Table
        label="What it would have done"
        columns={COLUMNS}
        rows={run?.containments}
        rowKey={({ alertId, at }) => `${alertId} ${at}`}
        read={read}
        empty={<Empty title="It would have done nothing" />}
        fileName="containment-dry-run"
      />
    </section>
  );
}

const COLUMNS: readonly Column<Contained>[] = [
  { title: 'When', cell: ({ at }) => <Time at={at} />, csv: ({ at }) => at },
  {
    title: 'Key',
    cell: ({ key }) => (
      <Link href={`/keys/${key.id}`}>
        <bdi>{key.name}</bdi>
      </Link>
    ),
    csv: ({ key }) => key.name,
  },
  { title: 'Step', cell: ({ step }) => words(step), csv: ({ step }) => step },
  {
    title: 'Until',
    cell: ({ until }) => <Time at={until} never="somebody undoes it" />,
    csv: ({ until }) => until,
  },
  {
    title: 'Because of',
    cell: ({ alertId }) => <Link href={`/alerts/${alertId}`}>its alert</Link>,
    csv: ({ alertId }) => alertId,
  },
];
