import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { OwnPolicy } from '../../containment/own-policy.tsx';
import { ServerUpdateDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { isolated } from '../../ui/isolate.ts';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toasts.tsx';
import { type Form, useForm } from '../../ui/use-form.ts';
import type { ServerData } from './server-data.ts';
import { changesOf, type Entry, entryOf } from './server-entry.ts';
import { DIALECTS } from './server-overview.tsx';
import { ServerSensitivity } from './server-sensitivity.tsx';
import style from './servers.module.css';

/** All that can be set on a server. */
export function ServerSettings({ server }: { readonly server: ServerData }) {
  const { id: workspaceId } = useWorkspace();
  const form = useForm(entryOf(server));
  const [update] = useAction(ServerUpdateDocument);
  const { busy, trouble, submit } = useSubmit();
  const { changes, fault } = changesOf(server, form.values);
  const changed = Object.keys(changes).length > 0;
  const save = async () => {
    const saved = await submit(async () => await update({ workspaceId, serverId: server.id, ...changes }));
    if (saved === undefined) return;
    form.set(entryOf(saved.server));
    tell({
      title: `“${isolated(saved.server.name)}” is changed`,
      ...(saved.propagation === 'PENDING'
        ? { tone: 'warning' as const, text: 'Redis is away: verifiers follow as soon as it is back.' }
        : {}),
    });
  };
  return (
    <>
      <Card title="Settings">
        <form
          className={style['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Naming form={form} />
          <Limits form={form} />
          <ScopeFields form={form} />
          {form.values.slug !== server.slug && (
            <Notice tone="warning">
              Verifications have to name <code>{form.values.slug}</code> at once: change your gateway with it.
            </Notice>
          )}
          {fault !== undefined && <Notice tone="danger">{fault}</Notice>}
          {trouble !== undefined && <TroubleNotice trouble={trouble} />}
          <div className={style['foot']}>
            <Button type="submit" look="primary" busy={busy} disabled={!changed || fault !== undefined}>
              Save changes
            </Button>
            {changed && <Button onClick={() => form.set(entryOf(server))}>Discard</Button>}
          </div>
        </form>
      </Card>
      <ServerSensitivity server={server} />
      <OwnPolicy target={{ serverId: server.id }} name={server.name} />
    </>
  );
}

interface PartProps {
  readonly form: Form<Entry>;
}

function Naming({ form }: PartProps) {
  return (
    <>
      <div className={style['pair']}>
        <TextField label="Name" required maxLength={80} {...form.bind('name')} />
        <TextField label="Slug" mono required maxLength={64} {...form.bind('slug')} />
      </div>
      <TextField label="Description" rows={2} maxLength={500} {...form.bind('description')} />
      <div className={style['pair']}>
        <TextField
          label="Environment"
          hint="Only keys of the same environment open it."
          required
          {...form.bind('environment')}
        />
        <TextField
          label="Upstream"
          hint="Where your gateway finds it."
          type="url"
          {...form.bind('upstream')}
        />
      </div>
    </>
  );
}

function Limits({ form }: PartProps) {
  return (
    <>
      <div className={style['pair']}>
        <TextField
          label="Requests per minute"
          hint="Of keys without a limit of their own. Empty: the limit of the workspace."
          type="number"
          min={1}
          max={1_000_000}
          {...form.bind('ratePerMinute')}
        />
        <TextField
          label="Burst"
          hint="How many of them may come at once. Empty: all."
          type="number"
          min={1}
          disabled={form.values.ratePerMinute === ''}
          {...form.bind('burst')}
        />
      </div>
      <div className={style['pair']}>
        <SelectField
          label="Wording of refusals"
          hint="How forward-auth answers clients of this server."
          choices={DIALECT_CHOICES}
          {...form.bind('errorDialect')}
        />
        <TextField
          label="Key format"
          hint="Template of new keys for this server alone, such as mcp_sk_{secret:32}. Empty: that of the workspace."
          mono
          {...form.bind('keyFormat')}
        />
      </div>
      <CheckField
        label="Keys outside of production may be kept readable"
        hint="Their secrets can be shown again; each time, the audit log notes who looked."
        {...form.tick('recoverableKeys')}
      />
    </>
  );
}

const DIALECT_CHOICES = (['PROBLEM', 'AI2FIN', 'MCP_CLOUD'] as const).map((value) => ({
  value,
  label: DIALECTS[value],
}));

function ScopeFields({ form }: PartProps) {
  return (
    <>
      <TextField
        label="Scopes"
        hint="What keys may be given, divided by spaces, commas or lines. Empty: any. Keys keep what they have."
        rows={3}
        mono
        {...form.bind('scopes')}
      />
      <TextField
        label="Scopes of new keys"
        hint="Of those that name none. Empty: mcp:read."
        mono
        {...form.bind('defaultScopes')}
      />
      <TextField
        label="Implications"
        hint="A line for each scope, such as “crm:admin: crm:read, crm:write”."
        rows={4}
        mono
        {...form.bind('implications')}
      />
    </>
  );
}
