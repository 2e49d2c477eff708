import { type FormEvent, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useRead } from '../../api/use-read.ts';
import { ReplayPolicyDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { KeysForm } from './keys-form.tsx';
import style from './replay.module.css';
import { Result } from './result.tsx';
import { RulesForm } from './rules-form.tsx';
import { faultsOf, keysOf, policyOf, type Rule, readTrial, type Trial, writeTrial } from './trial.ts';

/** Tries other rules on the requests of the last days, without any of them noticing. */
export function Replay() {
  const [search, setSearch] = useSearchParams();
  const asked = search.toString();
  const trial = useMemo(() => readTrial(new URLSearchParams(asked)), [asked]);
  return (
    <Page
      title="Policy replay"
      lead="What other rules would have rejected of the requests of the last days. Nothing is changed by it."
    >
      <div className={style['sides']}>
        <TrialForm trial={trial} onRun={(next) => setSearch(writeTrial(next))} />
        <Outcome trial={trial} />
      </div>
    </Page>
  );
}

function TrialForm({ trial, onRun }: { readonly trial: Trial; onRun(trial: Trial): void }) {
  const [draft, setDraft] = useState(trial);
  const [shown, setShown] = useState(trial);
  const [tried, setTried] = useState(false);
  // Somebody went back, or follows a link: the form shows what the URL says.
  if (shown !== trial) {
    setShown(trial);
    setDraft(trial);
  }
  const faults = tried ? faultsOf(draft) : {};
  const change = (next: Partial<Trial>) => setDraft((known) => ({ ...known, ...next }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOf(draft)).length === 0) onRun(draft);
  };
  return (
    <Card title="What to try">
      <form className={style['form']} onSubmit={submit} noValidate>
        <RulesForm trial={draft} faults={faults} change={change} />
        <KeysForm trial={draft} faults={faults} change={change} />
        <TextField
          label="Days before today"
          type="number"
          min={1}
          max={90}
          value={draft.days}
          onChange={(days) => change({ days })}
          error={faults.days}
          hint="By UTC. What is more than 6 days ago is known by the hour, and less exactly."
        />
        <Button type="submit" look="primary">
          Replay
        </Button>
      </form>
    </Card>
  );
}

function Outcome({ trial }: { readonly trial: Trial }) {
  const { id: workspaceId } = useWorkspace();
  const isReady = Object.keys(faultsOf(trial)).length === 0;
  const variables = useMemo(
    () => variablesOf(workspaceId, isReady ? trial : undefined),
    [workspaceId, isReady, trial],
  );
  const read = useRead(ReplayPolicyDocument, variables, { pause: !isReady });
  if (!isReady) {
    return (
      <Card title="What would have been lost">
        <Empty title="Choose a rule to try">
          Tick a rule, write what it would be, and replay it: you see which of the requests that were let
          through it would have rejected, and whose.
        </Empty>
      </Card>
    );
  }
  return <Result read={read} rules={trial.rules} />;
}

/** Each rule is also judged alone, where there are several. */
function variablesOf(workspaceId: string, trial: Trial | undefined) {
  const rules = trial?.rules ?? [];
  const has = (rule: Rule) => rules.length > 1 && rules.includes(rule);
  const alone = (rule: Rule) => (trial !== undefined && has(rule) ? policyOf(trial, [rule]) : {});
  return {
    workspaceId,
    days: Number(trial?.days ?? 14),
    ...(trial === undefined ? {} : keysOf(trial)),
    policy: trial === undefined ? {} : policyOf(trial, rules),
    limit: alone('limit'),
    cidrs: alone('cidrs'),
    scopes: alone('scopes'),
    expiry: alone('expiry'),
    hasLimit: has('limit'),
    hasCidrs: has('cidrs'),
    hasScopes: has('scopes'),
    hasExpiry: has('expiry'),
  };
}
