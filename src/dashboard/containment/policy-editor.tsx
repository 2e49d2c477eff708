import { type ComponentProps, type ReactNode, useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { useSubmit } from '../api/use-submit.ts';
import { type PolicyFieldsFragment, SetPolicyDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { TroubleNotice } from '../ui/notice.tsx';
import { tell } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import style from './policy.module.css';
import { PolicyDryRun } from './policy-dry-run.tsx';
import { entryOf, type PolicyEntry, policyOf } from './policy-entry.ts';
import { PolicyFields } from './policy-fields.tsx';
import type { PolicyTarget } from './policy-target.ts';

interface PolicyEditorProps {
  readonly target: PolicyTarget;
  /** What it begins with. */
  readonly policy: PolicyFieldsFragment | undefined;
  /** It is what holds already, so that there is nothing to save before it is changed. */
  readonly isSet: boolean;
  /** Buttons beside those that save and try. */
  readonly children?: ReactNode;
  onSaved?(): void;
}

/** Stays the same until another is tried. */
type Tried = ComponentProps<typeof PolicyDryRun>;

/** Writes the policy of a workspace, a server or a key; what it would have done is tried first. */
export function PolicyEditor({ target, policy, isSet, children, onSaved }: PolicyEditorProps) {
  const { id: workspaceId } = useWorkspace();
  const before = entryOf(policy);
  const form = useForm<PolicyEntry>(before);
  const [set] = useAction(SetPolicyDocument);
  const { busy, trouble, submit } = useSubmit();
  const [tried, setTried] = useState<Tried>();
  const changed = JSON.stringify(form.values) !== JSON.stringify(before);
  // Of a server or key, a policy without rules takes the place of others: nothing is done about its alerts.
  const takesAway =
    target.serverId === undefined && target.keyId === undefined && form.values.rules.length === 0;
  const save = async () => {
    const next = takesAway ? null : policyOf(form.values);
    const saved = await submit(async () => await set({ workspaceId, policy: next, ...target }));
    if (saved === undefined) return;
    tell({
      title:
        form.values.rules.length === 0
          ? 'Nothing is done without a person now'
          : 'The policy holds from now on',
    });
    onSaved?.();
  };
  return (
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
        <Button type="submit" look="primary" busy={busy} disabled={isSet && !changed}>
          Save policy
        </Button>
        <Button
          disabled={form.values.rules.length === 0}
          onClick={() => setTried({ policy: policyOf(form.values), target })}
        >
          Try on the last 14 days
        </Button>
        {changed && <Button onClick={() => form.set(before)}>Discard</Button>}
        {children}
      </div>
      {tried !== undefined && <PolicyDryRun {...tried} />}
    </form>
  );
}
