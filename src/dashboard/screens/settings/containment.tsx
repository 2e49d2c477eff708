import { useMemo } from 'react';
import { Link } from 'wouter';
import { useAlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { PolicyEditor } from '../../containment/policy-editor.tsx';
import { policyFor } from '../../containment/policy-target.ts';
import { ruleText } from '../../containment/rule-text.ts';
import {
  ContainmentPoliciesDocument,
  type PolicyFieldsFragment,
  SettingsHaltsDocument,
  type SettingsHaltsQuery,
  SettingsReleaseHaltDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { count } from '../../ui/figures.ts';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Card, SkeletonLines } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import style from './settings.module.css';

const WORKSPACE = {};

/** What is done about alerts without a person. */
export function Containment() {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data, trouble, again } = useRead(ContainmentPoliciesDocument, variables);
  const { data: halted } = useRead(SettingsHaltsDocument, variables);
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
  const own = policyFor(policies, WORKSPACE);
  return (
    <div className={style['stack']}>
      {halted?.containmentHalts.map((halt) => (
        <Halt key={halt.id} halt={halt} />
      ))}
      <Card title="The policy of the workspace">
        <PolicyEditor key={own?.updatedAt ?? 'none'} target={WORKSPACE} policy={own} isSet />
      </Card>
      <Others policies={policies.filter((policy) => policy !== own)} />
    </div>
  );
}

function Halt({ halt }: { readonly halt: SettingsHaltsQuery['containmentHalts'][number] }) {
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

/** Where they are edited, and what they say. */
function Others({ policies }: { readonly policies: readonly PolicyFieldsFragment[] }) {
  const kindOf = useAlertKind();
  if (policies.length === 0) return null;
  return (
    <Card title="Keys and servers with policies of their own">
      <ul className={style['stack']}>
        {policies.map(({ id, key, server, rules }) => (
          <li key={id}>
            <Link
              href={key === null ? `/servers/${server?.id ?? ''}?tab=settings` : `/keys/${key.id}?tab=limits`}
            >
              <bdi>{key?.name ?? server?.name ?? id}</bdi>
            </Link>
            <div className="muted">
              {rules.length === 0
                ? 'Nothing is done without a person.'
                : rules.map((rule) => ruleText(rule, kindOf)).join('; ')}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
