import { useMemo } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { useSubmit } from '../../api/use-submit.ts';
import {
  type SettingsFieldsFragment,
  SettingsLeaksDocument,
  type SettingsLeaksQuery,
  SettingsSetLeakActionDocument,
} from '../../gql/graphql.ts';
import { words } from '../../ui/badge.tsx';
import type { Column } from '../../ui/column.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Empty, TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import style from './settings.module.css';

/** What becomes of keys that leak, how they are found, and which were. */
export function Leaks({ workspace }: { readonly workspace: SettingsFieldsFragment }) {
  const workspaceId = workspace.id;
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const read = useRead(SettingsLeaksDocument, variables);
  return (
    <div className={style['stack']}>
      <Action workspace={workspace} />
      <Card flush title="Patterns for secret scanners">
        <Table
          label="Patterns"
          columns={PATTERN_COLUMNS}
          rows={read.data?.leakPatterns}
          rowKey={({ id }) => id}
          read={read}
          empty={<Empty title="No formats yet">Create a key, and its format is found from then on.</Empty>}
          fileName="leak-patterns"
        />
      </Card>
      <Card flush title="Keys that were found">
        <Table
          label="Leaks"
          columns={LEAK_COLUMNS}
          rows={read.data?.leaks}
          rowKey={({ id }) => id}
          read={read}
          empty={<Empty title="None was found">Scanners report keys to POST /v1/leaks.</Empty>}
          fileName="leaks"
        />
      </Card>
    </div>
  );
}

function Action({ workspace }: { readonly workspace: SettingsFieldsFragment }) {
  const [set] = useAction(SettingsSetLeakActionDocument);
  const { busy, trouble, submit } = useSubmit();
  return (
    <Card title="When a key is found where others can read it">
      <div className={style['form']}>
        <SelectField
          label="It is"
          value={workspace.leakAction}
          disabled={busy}
          choices={[
            { value: 'SUSPEND', label: 'suspended, until somebody undoes that' },
            { value: 'REVOKE', label: 'revoked for good' },
          ]}
          onChange={(action) =>
            void submit(async () => {
              const outcome = await set({ workspaceId: workspace.id, action });
              if (outcome.done) tell({ title: 'What becomes of leaked keys is changed' });
              return outcome;
            })
          }
        />
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
      </div>
    </Card>
  );
}

const PATTERN_COLUMNS: readonly Column<SettingsLeaksQuery['leakPatterns'][number]>[] = [
  { title: 'Format', cell: ({ format }) => <code>{format}</code>, csv: ({ format }) => format },
  { title: 'Begins with', cell: ({ keyword }) => <code>{keyword}</code>, csv: ({ keyword }) => keyword },
  { title: 'Pattern', cell: ({ regex }) => <code>{regex}</code>, csv: ({ regex }) => regex },
  {
    title: 'Copy',
    end: true,
    cell: ({ regex, format }) => <CopyButton text={regex} label={`Copy the pattern of ${format}`} />,
  },
];

const LEAK_COLUMNS: readonly Column<SettingsLeaksQuery['leaks'][number]>[] = [
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
  {
    title: 'Found at',
    cell: ({ url, source }) => <bdi>{url ?? source}</bdi>,
    csv: ({ url, source }) => url ?? source,
  },
  { title: 'Told by', cell: ({ reporter }) => words(reporter), csv: ({ reporter }) => reporter },
  {
    title: 'Done',
    cell: ({ action }) => (action === null ? 'Nothing: it was dead already' : words(action)),
    csv: ({ action }) => action,
  },
];
