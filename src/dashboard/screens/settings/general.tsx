import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import {
  SettingsDeleteDocument,
  type SettingsFieldsFragment,
  SettingsSetSensitivityDocument,
  SettingsUpdateDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { TextField } from '../../ui/field.tsx';
import { count } from '../../ui/figures.ts';
import { isolated } from '../../ui/isolate.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import { SensitivityField } from '../../ui/sensitivity-field.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';
import { previewOf } from './key-format.ts';
import style from './settings.module.css';

interface PartProps {
  readonly workspace: SettingsFieldsFragment;
}

/** The name, the format of keys, the sensitivity, and the end of the workspace. */
export function General({ workspace }: PartProps) {
  return (
    <div className={style['stack']}>
      <Naming workspace={workspace} />
      <Detector workspace={workspace} />
      <Plan workspace={workspace} />
      <Deletion workspace={workspace} />
    </div>
  );
}

function Naming({ workspace }: PartProps) {
  const before = { name: workspace.name, keyFormat: workspace.keyFormat ?? '' };
  const form = useForm(before);
  const { name, keyFormat } = form.values;
  const [update] = useAction(SettingsUpdateDocument);
  const { busy, trouble, submit } = useSubmit();
  const changed = name !== before.name || keyFormat !== before.keyFormat;
  const save = async () => {
    const saved = await submit(
      async () =>
        await update({
          workspaceId: workspace.id,
          ...(name === before.name ? {} : { name }),
          ...(keyFormat === before.keyFormat
            ? {}
            : { keyFormat: keyFormat.trim() === '' ? null : keyFormat.trim() }),
        }),
    );
    if (saved !== undefined) tell({ title: 'The workspace is changed' });
  };
  return (
    <Card title="Workspace">
      <form
        className={style['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label="Name" required maxLength={80} {...form.bind('name')} />
        <TextField
          label="Format of new keys"
          hint="Such as acme_{env}_{secret}; {user} and {key} may stand in it, too. Empty: Keywatch’s own. Keys that there are stay as they are."
          mono
          {...form.bind('keyFormat')}
        />
        <p className="muted">
          A new key will look like <code>{previewOf(keyFormat)}</code>
        </p>
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
        <div className={style['row']}>
          <Button type="submit" look="primary" busy={busy} disabled={!changed}>
            Save changes
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Detector({ workspace }: PartProps) {
  const [set] = useAction(SettingsSetSensitivityDocument);
  const { busy, trouble, submit } = useSubmit();
  return (
    <Card title="Detector">
      <div className={style['form']}>
        <SensitivityField
          value={workspace.sensitivity}
          inherited="Normal, as nothing is set"
          disabled={busy}
          onChange={(sensitivity) =>
            void submit(async () => {
              const outcome = await set({ workspaceId: workspace.id, sensitivity });
              if (outcome.done) tell({ title: 'The sensitivity is changed' });
              return outcome;
            })
          }
        />
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
      </div>
    </Card>
  );
}

function Plan({ workspace }: PartProps) {
  const { plan, ratePerMinute, keyCount, memberCount, serverCount, createdAt } = workspace;
  return (
    <Card title="In figures">
      <Facts
        facts={[
          ['Plan', words(plan)],
          [
            'Ceiling of each key',
            ratePerMinute === null ? 'as planned' : `${count(ratePerMinute)} requests a minute`,
          ],
          ['Keys', count(keyCount)],
          ['Members', count(memberCount)],
          ['Servers', count(serverCount)],
          ['Made', <Time key="made" at={createdAt} />],
        ]}
      />
    </Card>
  );
}

function Deletion({ workspace }: PartProps) {
  const { isOwner } = useWorkspace();
  const [deleting, setDeleting] = useState(false);
  const [remove] = useAction(SettingsDeleteDocument);
  const act = async () => {
    const outcome = await remove({ workspaceId: workspace.id, confirmName: workspace.name });
    // What is shown belongs to the workspace: it is left altogether.
    if (outcome.done) location.assign('/');
    return outcome;
  };
  return (
    <Card title="Delete the workspace">
      <div className={style['form']}>
        <p className="muted">
          Its {count(workspace.keyCount)} keys are revoked at once, its tokens and invitations deleted, its
          webhooks disabled. 30 days later its rows are removed for good.
        </p>
        <div className={style['row']}>
          <Button look="danger" disabled={!isOwner} onClick={() => setDeleting(true)}>
            Delete workspace
          </Button>
          {!isOwner && <span className="muted">Only an owner may.</span>}
        </div>
      </div>
      <Confirm
        open={deleting}
        onClose={() => setDeleting(false)}
        danger
        title={`Delete “${isolated(workspace.name)}”?`}
        verb="Delete workspace"
        typed={workspace.name}
        act={act}
      >
        Everything that its keys open is closed to them from now on. This cannot be undone here.
      </Confirm>
    </Card>
  );
}
