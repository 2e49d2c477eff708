import type { AlertFigures } from './alert.ts';

/** What webhooks are told of. */
export type AlertEventType = 'alert.opened' | 'alert.resolved';

/** An alert and the key it is about, as receivers are told. Times are Unix milliseconds. */
export interface AlertEventSubject extends AlertFigures {
  readonly alertId: string;
  readonly workspaceId: string;
  readonly kind: string;
  readonly since: number;
  readonly key: {
    readonly id: string;
    readonly name: string;
    readonly prefix: string;
    readonly lastFour: string;
    readonly ownerId: string;
  };
}

/** Writes the body of a webhook event, in the shape that Standard Webhooks recommends. It holds no secret. */
export function alertEventPayload(type: AlertEventType, subject: AlertEventSubject, atMs: number): string {
  const {
    alertId,
    workspaceId,
    key,
    kind,
    severity,
    since,
    observed,
    expected,
    lower,
    upper,
    score,
    sentence,
  } = subject;
  return JSON.stringify({
    type,
    timestamp: new Date(atMs).toISOString(),
    data: {
      alertId,
      workspaceId,
      key: { id: key.id, name: key.name, prefix: key.prefix, lastFour: key.lastFour, ownerId: key.ownerId },
      kind,
      severity,
      since: new Date(since).toISOString(),
      observed,
      expected,
      lower,
      upper,
      score,
      sentence,
    },
  });
}
