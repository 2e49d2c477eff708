/** What webhooks are told of webhook endpoints. */
export type EndpointEventType = 'webhook_endpoint.disabled' | 'webhook_endpoint.test';

/** What made Keywatch disable an endpoint: it answered 410, or every attempt of five days failed. */
export type DisabledBy = 'GONE' | 'FAILING';

/** An endpoint as receivers are told: never the path of its address, which may be a secret. */
export interface EndpointEventSubject {
  readonly workspaceId: string;
  readonly endpointId: string;
  readonly description: string | null;
  /** Scheme and host. */
  readonly origin: string;
}

/** Writes the body of an event that tells of a disabled endpoint. `failingSince` is null where it is gone. */
export function endpointDisabledPayload(
  endpoint: EndpointEventSubject,
  why: { readonly disabledBy: DisabledBy; readonly failingSince: Date | null },
  at: Date,
): string {
  return write('webhook_endpoint.disabled', at, {
    ...subjectOf(endpoint),
    disabledBy: why.disabledBy,
    failingSince: why.failingSince?.toISOString() ?? null,
    sentence: disabledSentence(endpoint, why.disabledBy),
  });
}

/** Writes the body of an event that somebody sends to try an endpoint. */
export function endpointTestPayload(endpoint: EndpointEventSubject, at: Date): string {
  return write('webhook_endpoint.test', at, {
    ...subjectOf(endpoint),
    sentence: 'This is a test from Keywatch: deliveries arrive here.',
  });
}

/** Says in words why an endpoint was disabled, and what to do. */
export function disabledSentence({ origin }: EndpointEventSubject, disabledBy: DisabledBy): string {
  const why =
    disabledBy === 'GONE'
      ? 'answered 410 (it wants nothing any more)'
      : 'has failed at every attempt of five days';
  return `The webhook endpoint at ${origin} ${why} and was disabled. Mend and enable it, then have what failed delivered again.`;
}

function subjectOf({ workspaceId, endpointId, description, origin }: EndpointEventSubject) {
  return { workspaceId, endpoint: { id: endpointId, description, origin } };
}

function write(type: EndpointEventType, at: Date, data: object): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}
