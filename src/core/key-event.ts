import type { Reminder } from './reminder.ts';

/** What webhooks are told of keys. */
export type KeyEventType = 'key.expiring' | 'key.rotation_due';

/** What a receiver is told about a key that somebody should look after. It holds no secret. */
export interface KeyEventSubject {
  readonly workspaceId: string;
  readonly key: {
    readonly id: string;
    readonly name: string;
    readonly prefix: string;
    readonly lastFour: string;
    readonly ownerId: string;
  };
  readonly reminder: Reminder;
  readonly createdAt: Date;
  /** Null: never. */
  readonly expiresAt: Date | null;
}

/** The event that a reminder becomes. */
export function keyEventType(reminder: Reminder): KeyEventType {
  return reminder === 'ROTATION_DUE' ? 'key.rotation_due' : 'key.expiring';
}

/** Writes the body of a webhook event, in the shape that Standard Webhooks recommends. */
export function keyEventPayload(subject: KeyEventSubject, at: Date): string {
  const { workspaceId, key, reminder, createdAt, expiresAt } = subject;
  return JSON.stringify({
    type: keyEventType(reminder),
    timestamp: at.toISOString(),
    data: {
      workspaceId,
      key: { id: key.id, name: key.name, prefix: key.prefix, lastFour: key.lastFour, ownerId: key.ownerId },
      reminder,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
    },
  });
}
