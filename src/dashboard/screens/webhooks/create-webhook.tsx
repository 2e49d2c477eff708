import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import {
  type Severity,
  WebhookCreateDocument,
  type WebhookCreateMutation,
  type WebhookFormat,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { useForm } from '../../ui/use-form.ts';
import { FORMATS } from './endpoint.ts';
import { SEVERITIES } from './severities.ts';

type Created = Extract<
  WebhookCreateMutation['createWebhookEndpoint'],
  { __typename: 'CreateWebhookEndpointSuccess' }
>;

interface Entry {
  readonly format: WebhookFormat;
  readonly url: string;
  readonly description: string;
  readonly routingKey: string;
  readonly severityMin: Severity | 'ALL';
}

const FORMAT_CHOICES = (['STANDARD', 'SLACK', 'TEAMS', 'PAGERDUTY', 'EMAIL'] as const).map((value) => ({
  value,
  label: FORMATS[value].title,
}));

/** Adds an endpoint; its secret is shown this once where it has one to verify. */
export function CreateWebhook({ onClose }: { onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [, go] = useLocation();
  const [created, setCreated] = useState<Created>();
  const form = useForm<Entry>({
    format: 'STANDARD',
    url: '',
    description: '',
    routingKey: '',
    severityMin: 'ALL',
  });
  const [create] = useAction(WebhookCreateDocument);
  const { format, url, description, routingKey, severityMin } = form.values;
  if (created !== undefined) {
    const done = () => go(`/webhooks/${created.endpoint.id}`);
    return (
      <SecretDialog
        title="The webhook is added"
        warning={created.warning}
        secrets={[{ label: 'Signing secret', text: created.secret }]}
        onClose={done}
      />
    );
  }
  const act = async () => {
    const outcome = await create({
      workspaceId,
      format,
      url,
      ...(description === '' ? {} : { description }),
      ...(format === 'PAGERDUTY' ? { routingKey } : {}),
      ...(severityMin === 'ALL' ? {} : { severityMin }),
    });
    if (outcome.done && outcome.value.endpoint.format === 'STANDARD') setCreated(outcome.value);
    else if (outcome.done) go(`/webhooks/${outcome.value.endpoint.id}`);
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      replaced
      title="Add a webhook"
      lead="What it is told of can be narrowed further when it is there."
      verb="Add webhook"
      act={act}
    >
      <SelectField label="Format" choices={FORMAT_CHOICES} {...form.bind('format')} />
      <TextField
        label="Address"
        hint={FORMATS[format].hint}
        placeholder={FORMATS[format].placeholder}
        required
        {...form.bind('url')}
      />
      {format === 'PAGERDUTY' && (
        <TextField
          label="Integration key"
          hint="32 letters and digits. It is never shown again."
          mono
          required
          autoComplete="off"
          {...form.bind('routingKey')}
        />
      )}
      <SelectField label="Alerts" choices={SEVERITIES} {...form.bind('severityMin')} />
      <TextField
        label="Description"
        hint="Optional: how you will know it again."
        maxLength={500}
        {...form.bind('description')}
      />
    </FormDialog>
  );
}
