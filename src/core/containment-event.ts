import type { ContainmentStep } from './containment.ts';

/** What webhooks are told of containment. */
export type ContainmentEventType = 'key.contained' | 'key.containment_ended' | 'containment.halted';

/** Why a containment was made: by a policy, a person, a signed link or a leak. */
export type ContainedBy = 'POLICY' | 'PERSON' | 'LINK' | 'LEAK';

/** A key as receivers are told of it. */
export interface EventKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly lastFour: string;
  readonly ownerId: string;
}

/** A containment as receivers are told of it. It holds no secret. */
export interface ContainmentEventSubject {
  readonly containmentId: string;
  readonly workspaceId: string;
  readonly key: EventKey;
  readonly step: ContainmentStep;
  readonly since: Date;
  /** Null: until somebody undoes it. */
  readonly until: Date | null;
  readonly reason: string | null;
  readonly by: ContainedBy;
  readonly alertId: string | null;
}

/** Writes the body of `key.contained`, or with how it ended that of `key.containment_ended`. */
export function containmentEventPayload(
  subject: ContainmentEventSubject,
  end: 'UNDONE' | 'EXPIRED' | null,
  at: Date,
): string {
  const { containmentId, workspaceId, key, step, since, until, reason, by, alertId } = subject;
  return JSON.stringify({
    type: (end === null ? 'key.contained' : 'key.containment_ended') satisfies ContainmentEventType,
    timestamp: at.toISOString(),
    data: {
      containmentId,
      workspaceId,
      key: { id: key.id, name: key.name, prefix: key.prefix, lastFour: key.lastFour, ownerId: key.ownerId },
      step,
      since: since.toISOString(),
      until: until?.toISOString() ?? null,
      reason,
      by,
      alertId,
      ...(end === null ? {} : { end }),
    },
  });
}

/** Writes the body of `containment.halted`: policies contain nothing more until a person releases the halt. */
export function haltEventPayload(
  halt: {
    readonly haltId: string;
    readonly workspaceId: string;
    readonly containedKeys: number;
    readonly keysMax: number;
    readonly activeKeys: number;
    readonly keyId: string;
  },
  at: Date,
): string {
  const { haltId, workspaceId, containedKeys, keysMax, activeKeys, keyId } = halt;
  return JSON.stringify({
    type: 'containment.halted' satisfies ContainmentEventType,
    timestamp: at.toISOString(),
    data: { haltId, workspaceId, containedKeys, keysMax, activeKeys, keyId },
  });
}
