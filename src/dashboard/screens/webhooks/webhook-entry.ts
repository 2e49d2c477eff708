import type { Severity, WebhookUpdateMutationVariables } from '../../gql/graphql.ts';
import { metadataIn } from '../../key-actions/metadata.ts';
import type { Endpoint } from './endpoint.ts';

/** What of an endpoint can be written anew, as people write it. */
export interface Entry {
  readonly url: string;
  readonly description: string;
  /** Empty: the one that it has. */
  readonly routingKey: string;
  readonly ordered: boolean;
  readonly eventTypes: readonly string[];
  readonly alertKinds: readonly string[];
  readonly severityMin: Severity | 'ALL';
  readonly serverIds: readonly string[];
  /** JSON. */
  readonly metadata: string;
}

/** An endpoint as people change it. */
export function entryOf(endpoint: Endpoint): Entry {
  const metadata = JSON.stringify(endpoint.metadata);
  return {
    url: endpoint.url,
    description: endpoint.description ?? '',
    routingKey: '',
    ordered: endpoint.ordered,
    eventTypes: endpoint.eventTypes,
    alertKinds: endpoint.alertKinds,
    severityMin: endpoint.severityMin ?? 'ALL',
    serverIds: endpoint.serverIds,
    metadata: metadata === '{}' ? '' : metadata,
  };
}

type Changes = Omit<WebhookUpdateMutationVariables, 'workspaceId' | 'endpointId'>;

/** What differs from the endpoint, as Keywatch takes it; `fault`: the metadata is no JSON object. */
export function changesOf(
  endpoint: Endpoint,
  entry: Entry,
): { readonly changes: Changes; readonly fault: string | undefined } {
  const before = entryOf(endpoint);
  const parsed = entry.metadata.trim() === '' ? { metadata: {} } : metadataIn(entry.metadata);
  const all: Changes = {
    url: entry.url,
    description: entry.description.trim() === '' ? null : entry.description,
    routingKey: entry.routingKey,
    ordered: entry.ordered,
    eventTypes: [...entry.eventTypes],
    alertKinds: [...entry.alertKinds],
    severityMin: entry.severityMin === 'ALL' ? null : entry.severityMin,
    serverIds: [...entry.serverIds],
    metadata: 'metadata' in parsed ? parsed.metadata : undefined,
  };
  const taken = Object.entries(all).filter(([name]) => differs(entry, before, name as keyof Entry));
  return {
    changes: Object.fromEntries(taken),
    fault: 'fault' in parsed ? `The metadata is no JSON object. ${parsed.fault}` : undefined,
  };
}

function differs(entry: Entry, before: Entry, name: keyof Entry): boolean {
  return JSON.stringify(sorted(entry[name])) !== JSON.stringify(sorted(before[name]));
}

function sorted(value: Entry[keyof Entry]) {
  return typeof value === 'object' ? value.toSorted() : value;
}
