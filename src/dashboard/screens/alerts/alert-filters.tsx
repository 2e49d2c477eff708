import { useMemo } from 'react';
import { useAlertKinds } from '../../alert-kinds/use-alert-kinds.ts';
import { useRead } from '../../api/use-read.ts';
import { AlertsChoicesDocument, type AlertsCountsQuery } from '../../gql/graphql.ts';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { count } from '../../ui/figures.ts';
import { instantOf, localOf } from '../../ui/local-time.ts';
import { Segments } from '../../ui/tabs.tsx';
import { type AlertView, isNarrowed, SEVERITIES, STATES } from './alert-filter.ts';
import style from './alerts.module.css';
import { KeyFilter } from './key-filter.tsx';

type Counts = AlertsCountsQuery['alertCounts'];

interface FiltersProps {
  readonly view: AlertView;
  /** By state and severity, of all that the other filters leave; undefined: not known yet. */
  readonly counts: Counts | undefined;
  change(given: Partial<AlertView>): void;
}

/** What alerts are narrowed by, with how many there are of each state and severity. */
export function AlertFilters({ view, counts, change }: FiltersProps) {
  return (
    <div className={style['filters']}>
      <div className={style['row']}>
        <StateSegments view={view} counts={counts} change={change} />
        <SeverityToggles view={view} counts={counts} change={change} />
      </div>
      <div className={style['row']}>
        <KeyFilter keyId={view.key} onChange={(key) => change({ key })} />
        <OtherFilters view={view} change={change} />
        {isNarrowed(view) && (
          <Button
            look="quiet"
            onClick={() => change({ severities: [], kind: '', assignee: '', key: '', server: '', span: '' })}
          >
            Clear filters
          </Button>
        )}
      </div>
      {view.span === 'custom' && <CustomSpan view={view} change={change} />}
    </div>
  );
}

function StateSegments({ view, counts, change }: FiltersProps) {
  const fitting = counts?.filter(
    ({ severity }) => view.severities.length === 0 || view.severities.includes(severity),
  );
  return (
    <Segments
      label="State"
      value={view.state}
      onChange={(state) => change({ state })}
      choices={STATES.map((value) => {
        const number = sum(fitting?.filter(({ state }) => value === 'ALL' || state === value));
        return { value, label: number === undefined ? words(value) : `${words(value)} ${number}` };
      })}
    />
  );
}

function SeverityToggles({ view, counts, change }: FiltersProps) {
  const fitting = counts?.filter(({ state }) => view.state === 'ALL' || state === view.state);
  return (
    <fieldset className={style['plain']}>
      <legend className="visually-hidden">Severity</legend>
      <div className={style['toggles']}>
        {SEVERITIES.map((severity) => {
          const isOn = view.severities.includes(severity);
          const severities = isOn
            ? view.severities.filter((each) => each !== severity)
            : [...view.severities, severity];
          return (
            <button
              key={severity}
              type="button"
              aria-pressed={isOn}
              className={style['toggle']}
              onClick={() => change({ severities })}
            >
              {words(severity)}
              <span className={style['number']}>
                {sum(fitting?.filter((each) => each.severity === severity))}
              </span>
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

function OtherFilters({ view, change }: Pick<FiltersProps, 'view' | 'change'>) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId, first: 100 }), [workspaceId]);
  const { data } = useRead(AlertsChoicesDocument, variables);
  const viewer = useViewer();
  const kinds = useAlertKinds().map(({ kind, title }) => ({ value: kind, label: title }));
  const others = (data?.members.edges ?? []).filter(({ node }) => node.user.id !== viewer.id);
  return (
    <>
      <div className={style['select']}>
        <SelectField
          label="Kind"
          value={view.kind}
          onChange={(kind) => change({ kind })}
          choices={[{ value: '', label: 'All kinds' }, ...kinds]}
        />
      </div>
      <div className={style['select']}>
        <SelectField
          label="Assignee"
          value={view.assignee}
          onChange={(assignee) => change({ assignee })}
          choices={[
            { value: '', label: 'Anybody or nobody' },
            { value: 'none', label: 'Nobody' },
            { value: viewer.id, label: `${viewer.name} (you)` },
            ...others
              .filter(({ node }) => node.role !== 'VIEWER')
              .map(({ node: { user } }) => ({ value: user.id, label: user.name })),
          ]}
        />
      </div>
      <div className={style['select']}>
        <SelectField
          label="Server"
          value={view.server}
          onChange={(server) => change({ server })}
          choices={[
            { value: '', label: 'All servers' },
            ...(data?.servers ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <div className={style['select']}>
        <SelectField label="Opened" value={view.span} onChange={(span) => change({ span })} choices={SPANS} />
      </div>
    </>
  );
}

const SPANS = [
  { value: '', label: 'At any time' },
  { value: '1h', label: 'In the last hour' },
  { value: '24h', label: 'In the last 24 hours' },
  { value: '7d', label: 'In the last 7 days' },
  { value: '30d', label: 'In the last 30 days' },
  { value: 'custom', label: 'Between …' },
];

function CustomSpan({ view, change }: Pick<FiltersProps, 'view' | 'change'>) {
  const isTurned = view.from !== '' && view.to !== '' && view.from >= view.to;
  return (
    <div className={style['row']}>
      <TextField
        label="Opened from"
        type="datetime-local"
        value={localOf(view.from)}
        onChange={(local) => change({ from: instantOf(local) })}
      />
      <TextField
        label="Opened before"
        type="datetime-local"
        value={localOf(view.to)}
        error={isTurned ? 'Has to be after the first.' : undefined}
        onChange={(local) => change({ to: instantOf(local) })}
      />
    </div>
  );
}

function sum(counts: Counts | undefined): string | undefined {
  return counts === undefined ? undefined : count(counts.reduce((all, each) => all + each.count, 0));
}
