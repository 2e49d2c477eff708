import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useAlertKind } from '../alert-kinds/use-alert-kinds.ts';
import { useRead } from '../api/use-read.ts';
import { ContainmentPoliciesDocument, type PolicyFieldsFragment } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { TroubleNotice } from '../ui/notice.tsx';
import { Card, SkeletonLines } from '../ui/page.tsx';
import style from './policy.module.css';
import { PolicyEditor } from './policy-editor.tsx';
import { inheritedBy, type PolicyTarget, policyFor } from './policy-target.ts';
import { RemovePolicy } from './remove-policy.tsx';
import { ruleText } from './rule-text.ts';

interface OwnPolicyProps {
  readonly target: PolicyTarget;
  readonly name: string;
  /** Of a key: the servers that it lists, by whose policies it goes where it has none of its own. */
  readonly serverIds?: readonly string[];
}

const NO_SERVERS: readonly string[] = [];

/** What is done about the alerts of a server's keys, or of one key, and whose policy says so. For admins. */
export function OwnPolicy({ target, name, serverIds = NO_SERVERS }: OwnPolicyProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data, trouble, again } = useRead(ContainmentPoliciesDocument, variables);
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  if (data === undefined) {
    return (
      <Card title={TITLE}>
        {trouble === undefined ? <SkeletonLines /> : <TroubleNotice trouble={trouble} onAgain={again} />}
      </Card>
    );
  }
  const own = policyFor(data.containmentPolicies, target);
  const inherited = inheritedBy(data.containmentPolicies, serverIds);
  const source = <Source inherited={inherited} ofKey={target.keyId !== undefined} />;
  if (own === undefined && !editing) {
    return (
      <Card
        title={TITLE}
        actions={
          <Button size="small" onClick={() => setEditing(true)}>
            Set an own policy
          </Button>
        }
      >
        <div className={style['stack']}>
          <p>{source}</p>
          <Rules policies={inherited} />
        </div>
      </Card>
    );
  }
  return (
    <Card title={TITLE}>
      <p className={style['source']}>
        {own === undefined ? source : OWN[target.keyId === undefined ? 'SERVER' : 'KEY']}
      </p>
      <PolicyEditor
        key={own?.updatedAt ?? 'none'}
        target={target}
        policy={own ?? inherited[0]}
        isSet={own !== undefined}
        onSaved={() => setEditing(false)}
      >
        {own === undefined ? (
          <Button onClick={() => setEditing(false)}>Cancel</Button>
        ) : (
          <Button onClick={() => setRemoving(true)}>Remove policy</Button>
        )}
      </PolicyEditor>
      {removing && (
        <RemovePolicy target={target} name={name} onClose={() => setRemoving(false)}>
          {source}
        </RemovePolicy>
      )}
    </Card>
  );
}

const TITLE = 'Containment policy';

const OWN = {
  SERVER: 'The server has a policy of its own. Keys that list it go by it, unless they have one themselves.',
  KEY: 'The key has a policy of its own, in place of all others.',
} as const;

interface SourceProps {
  readonly inherited: readonly PolicyFieldsFragment[];
  readonly ofKey: boolean;
}

/** Whose policy holds where there is no own one. */
function Source({ inherited, ofKey }: SourceProps): ReactNode {
  const begin = `Without an own policy, ${ofKey ? 'the key goes' : 'keys that list this server go'} by`;
  if (inherited.length === 0) {
    return 'Without an own policy, nothing is done about alerts without a person: the workspace has none either.';
  }
  const servers = inherited.flatMap(({ server }) => server ?? []);
  if (servers.length === 0) {
    return (
      <>
        {begin} <Link href="/settings?tab=containment">that of the workspace</Link>.
      </>
    );
  }
  return (
    <>
      {begin} {servers.length === 1 ? 'that of ' : 'the strictest about the alert of '}
      {servers.map(({ id, name }, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <Link href={`/servers/${id}?tab=settings`}>
            <bdi>{name}</bdi>
          </Link>
        </span>
      ))}
      .
    </>
  );
}

function Rules({ policies }: { readonly policies: readonly PolicyFieldsFragment[] }) {
  const kindOf = useAlertKind();
  const texts = [...new Set(policies.flatMap(({ rules }) => rules.map((rule) => ruleText(rule, kindOf))))];
  if (texts.length === 0) return null;
  return (
    <ul className={style['rules']}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
