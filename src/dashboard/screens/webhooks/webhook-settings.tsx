import { useMemo } from 'react';
import { AlertKindsField } from '../../alert-kinds/alert-kinds-field.tsx';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { WebhookChoicesDocument, WebhookUpdateDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toasts.tsx';
import { type Form, useForm } from '../../ui/use-form.ts';
import { type Endpoint, FORMATS } from './endpoint.ts';
import { SEVERITIES } from './severities.ts';
import { changesOf, type Entry, entryOf } from './webhook-entry.ts';
import style from './webhooks.module.css';

/** What an endpoint is told of, and where. */
export function WebhookSettings({ endpoint }: { readonly endpoint: Endpoint }) {
  const { id: workspaceId } = useWorkspace();
  const form = useForm(entryOf(endpoint));
  const [update] = useAction(WebhookUpdateDocument);
  const { busy, trouble, submit } = useSubmit();
  const { changes, fault } = changesOf(endpoint, form.values);
  const changed = Object.keys(changes).length > 0;
  const save = async () => {
    const saved = await submit(
      async () => await update({ workspaceId, endpointId: endpoint.id, ...changes }),
    );
    if (saved === undefined) return;
    form.set(entryOf(saved.endpoint));
    tell({ title: 'The webhook is changed', text: 'Filters hold for new events.' });
  };
  return (
    <Card>
      <form
        className={style['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Address form={form} endpoint={endpoint} />
        <Narrowing form={form} />
        {fault !== undefined && <Notice tone="danger">{fault}</Notice>}
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
        <div className={style['row']}>
          <Button type="submit" look="primary" busy={busy} disabled={fault !== undefined || !changed}>
            Save changes
          </Button>
          {changed && <Button onClick={() => form.set(entryOf(endpoint))}>Discard</Button>}
        </div>
      </form>
    </Card>
  );
}

function Address({ form, endpoint }: { readonly form: Form<Entry>; readonly endpoint: Endpoint }) {
  return (
    <>
      <TextField label="Address" hint={FORMATS[endpoint.format].hint} required {...form.bind('url')} />
      <TextField label="Description" maxLength={500} {...form.bind('description')} />
      {endpoint.format === 'PAGERDUTY' && (
        <TextField
          label="Another integration key"
          hint="Empty: the one that it has stays."
          mono
          autoComplete="off"
          {...form.bind('routingKey')}
        />
      )}
      <CheckField
        label="In their order, one at a time"
        hint="An event that is tried again holds up all behind it, for 75 hours at most."
        {...form.tick('ordered')}
      />
    </>
  );
}

function Narrowing({ form }: { readonly form: Form<Entry> }) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data, trouble, again } = useRead(WebhookChoicesDocument, variables);
  return (
    <>
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      <Choices
        legend="Events; none chosen: all"
        choices={(data?.webhookEventTypes ?? []).map(({ name, description }) => ({
          value: name,
          label: <code>{name}</code>,
          hint: description,
        }))}
        {...form.bind('eventTypes')}
      />
      <SelectField
        label="Alerts"
        hint="Neither this nor their kinds hold back other events."
        choices={SEVERITIES}
        {...form.bind('severityMin')}
      />
      <AlertKindsField {...form.bind('alertKinds')} />
      <Choices
        legend="About keys that open one of these servers; none chosen: all"
        choices={(data?.servers ?? []).map(({ id, name, slug }) => ({
          value: id,
          label: <bdi>{name}</bdi>,
          hint: slug,
        }))}
        {...form.bind('serverIds')}
      />
      <TextField
        label="About keys whose metadata holds"
        hint='A JSON object, such as {"team": "billing"}. Empty: all keys.'
        rows={3}
        mono
        {...form.bind('metadata')}
      />
    </>
  );
}
