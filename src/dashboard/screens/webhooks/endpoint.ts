import type { KindOf } from '../../alert-kinds/use-alert-kinds.ts';
import type { WebhookFieldsFragment, WebhookFormat } from '../../gql/graphql.ts';
import { words } from '../../ui/badge.tsx';
import { many } from '../../ui/figures.ts';
import type { Tone } from '../../ui/notice.tsx';

/** Where events are delivered. */
export type Endpoint = WebhookFieldsFragment;

/** What each format is, and what its address looks like. */
export const FORMATS: Readonly<
  Record<WebhookFormat, { readonly title: string; readonly placeholder: string; readonly hint: string }>
> = {
  STANDARD: {
    title: 'Standard Webhooks',
    placeholder: 'https://example.com/keywatch',
    hint: 'An HTTPS address of yours. Deliveries are signed; it answers with 2xx.',
  },
  SLACK: {
    title: 'Slack',
    placeholder: 'https://hooks.slack.com/services/…',
    hint: 'The address of an incoming webhook.',
  },
  TEAMS: {
    title: 'Microsoft Teams',
    placeholder: 'https://….logic.azure.com/workflows/…',
    hint: 'The address of a Workflows webhook.',
  },
  PAGERDUTY: {
    title: 'PagerDuty',
    placeholder: 'https://events.pagerduty.com/v2/enqueue',
    hint: 'Events API v2, also events.eu.pagerduty.com. It is told of alerts only.',
  },
  EMAIL: {
    title: 'E-mail',
    placeholder: 'mailto:team@example.com,ada@example.com',
    hint: 'mailto: and 1 to 20 addresses, divided by commas. Needs an SMTP server.',
  },
};

/** How an endpoint is, in a word or two. */
export function healthOf(endpoint: Endpoint): { readonly text: string; readonly tone: Tone } {
  if (endpoint.disabledAt !== null) return { text: 'Disabled', tone: 'warning' };
  if (endpoint.failingSince !== null) return { text: 'Failing', tone: 'danger' };
  return { text: 'Enabled', tone: 'good' };
}

/** Why it is disabled, in words. */
export const DISABLED_BY = {
  PERSON: 'Somebody disabled it.',
  GONE: 'It answered 410 Gone: the receiver wants nothing more.',
  FAILING: 'Every attempt of five days failed.',
} as const;

/** What it is told of, in words. */
export function filtersText(
  { eventTypes, alertKinds, severityMin, serverIds, metadata }: Endpoint,
  kindOf: KindOf,
): string {
  const parts = [
    eventTypes.length > 0 && many(eventTypes.length, 'event type'),
    alertKinds.length > 0 && `alerts of the kinds ${alertKinds.map((kind) => kindOf(kind).title).join(', ')}`,
    severityMin !== null && `alerts from ${words(severityMin).toLowerCase()} on`,
    serverIds.length > 0 && `keys of ${String(serverIds.length)} servers`,
    isNarrowing(metadata) && 'keys with certain metadata',
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Everything' : parts.join('; ');
}

function isNarrowing(metadata: unknown): boolean {
  return typeof metadata === 'object' && metadata !== null && Object.keys(metadata).length > 0;
}
