import type { AlertFigures, AlertState } from './alert.ts';
import type { AlertResolution, AlertVerdict } from './alert-action.ts';

/** What webhooks are told of. An alert that is opened again is told as `alert.opened`. */
export type AlertEventType = 'alert.opened' | 'alert.escalated' | 'alert.acknowledged' | 'alert.resolved';

/** An alert and the key it is about, as receivers are told. Times are Unix milliseconds. */
export interface AlertEventSubject extends AlertFigures {
  readonly alertId: string;
  readonly workspaceId: string;
  readonly kind: string;
  /** Tells alerts of one subject and kind apart, such as the threshold that was crossed; mostly empty. */
  readonly topic: string;
  readonly state: AlertState;
  readonly since: number;
  /** The signed link that contains the key; left out where there is nothing to contain. */
  readonly containUrl?: string | undefined;
  readonly resolution: AlertResolution | null;
  readonly verdict: AlertVerdict | null;
  /** The person who did what is told; null: Keywatch itself. */
  readonly actorId: string | null;
  /** As it is called now; null: the alert is about the workspace as a whole. */
  readonly key: {
    readonly id: string;
    readonly name: string;
    readonly prefix: string;
    readonly lastFour: string;
    readonly ownerId: string;
  } | null;
}

/** Writes the body of a webhook event, in the shape that Standard Webhooks recommends. It holds no secret. */
export function alertEventPayload(type: AlertEventType, subject: AlertEventSubject, atMs: number): string {
  const { alertId, workspaceId, key, kind, topic, state, severity, since } = subject;
  const { observed, expected, lower, upper, score, sentence, resolution, verdict, actorId, containUrl } =
    subject;
  return JSON.stringify({
    type,
    timestamp: new Date(atMs).toISOString(),
    data: {
      alertId,
      workspaceId,
      key: key && {
        id: key.id,
        name: key.name,
        prefix: key.prefix,
        lastFour: key.lastFour,
        ownerId: key.ownerId,
      },
      kind,
      topic,
      state,
      severity,
      since: new Date(since).toISOString(),
      observed,
      expected,
      lower,
      upper,
      score,
      sentence,
      resolution,
      verdict,
      actorId,
      containUrl,
    },
  });
}

/** The body of an event without the link that lets whoever has it contain the key. */
export function withoutContainUrl(payload: string): string {
  return JSON.stringify(
    JSON.parse(payload, (name, value: unknown) => (name === 'containUrl' ? undefined : value)),
  );
}
