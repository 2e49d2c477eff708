import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { useSubmit } from '../../api/use-submit.ts';
import {
  type ContainmentPolicyInput,
  SettingsPoliciesDocument,
  type SettingsPoliciesQuery,
  SettingsReleaseHaltDocument,
  SettingsSetPolicyDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { count } from '../../ui/figures.ts';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Card, Facts, SkeletonLines } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';
import { PolicyDryRun } from './policy-dry-run.tsx';
import { entryOf, policyOf } from './policy-entry.ts';
import { PolicyFields } from './policy-fields.tsx';
import style from './settings.module.css';

type Policy = SettingsPoliciesQuery['containmentPolicies'][number];

/** What is done about alerts without a person. */
export function Containment() {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data, trouble, again } = useRead(SettingsPoliciesDocument, variables);
  if (data === undefined) {
    return (
      <Card>
        {trouble === undefined ? (
          <SkeletonLines lines={6} />
        ) : (
          <TroubleNotice trouble={trouble} onAgain={again} />
        )}
      </Card>
    );
  }
  const policies = data.containmentPolicies;
  const own = policies.find(({ key, server }) => key === null && server === null);
  return (
    <div className={style['stack']}>
      {data.containmentHalts.map((halt) => (
        <Halt key={halt.id} halt={halt} />
      ))}
      <Editor key={own?.updatedAt ?? 'none'} policy={own} />
      <Others policies={policies.filter((policy) => policy !== own)} />
    </div>
  );
}

function Halt({ halt }: { readonly halt: SettingsPoliciesQuery['containmentHalts'][number] }) {
  const { id: workspaceId } = useWorkspace();
  const [release] = useAction(SettingsReleaseHaltDocument);
  const { busy, trouble, submit } = useSubmit();
  const go = async () => {
    if ((await submit(async () => await release({ workspaceId, haltId: halt.id }))) === undefined) return;
    tell({ title: 'Policies contain keys again' });
  };
  return (
    <Notice tone="danger">
      Policies have stopped since <Time at={halt.at} />: they had contained {count(halt.containedKeys)} of{' '}
      {count(halt.activeKeys)} active keys within an hour, and no more than {count(halt.keysMax)} may be. Look
      at the <Link href="/alerts">alerts</Link>, then let them go on.{' '}
      <Button size="small" busy={busy} onClick={() => void go()}>
        Let policies go on
      </Button>
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Notice>
  );
}

function Editor({ policy }: { readonly policy: Policy | undefined }) {
  const { id: workspaceId } = useWorkspace();
  const before = entryOf(policy);
  const form = useForm(before);
  const [set] = useAction(SettingsSetPolicyDocument);
  const { busy, trouble, submit } = useSubmit();
  const [tried, setTried] = useState<ContainmentPolicyInput>();
  const changed = JSON.stringify(form.values) !== JSON.stringify(before);
  const save = async () => {
    const next = form.values.rules.length === 0 ? null : policyOf(form.values);
    if ((await submit(async () => await set({ workspaceId, policy: next }))) === undefined) return;
    tell({ title: next === null ? 'Nothing is done without a person now' : 'The policy holds from now on' });
  };
  return (
    <Card title="The policy of the workspace">
      <form
        className={style['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="muted">
          Of several rules that an alert meets, the strictest counts. Without rules, nothing is done without a
          person. What is contained already stays so.
        </p>
        <PolicyFields form={form} />
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
        <div className={style['row']}>
          <Button type="submit" look="primary" busy={busy} disabled={!changed}>
            Save policy
          </Button>
          <Button disabled={form.values.rules.length === 0} onClick={() => setTried(policyOf(form.values))}>
            Try on the last 14 days
          </Button>
          {changed && <Button onClick={() => form.set(before)}>Discard</Button>}
        </div>
        {tried !== undefined && <PolicyDryRun policy={tried} />}
      </form>
    </Card>
  );
}

function Others({ policies }: { readonly policies: readonly Policy[] }) {
  if (policies.length === 0) return null;
  return (
    <Card title="Keys and servers with policies of their own">
      <Facts
        facts={policies.map(({ id, key, server, rules }) => [
          key?.name ?? server?.name ?? id,
          key === null ? (
            <Link key={id} href={`/servers/${server?.id ?? ''}`}>
              {count(rules.length)} rules
            </Link>
          ) : (
            <Link key={id} href={`/keys/${key.id}`}>
              {count(rules.length)} rules
            </Link>
          ),
        ])}
      />
    </Card>
  );
}
