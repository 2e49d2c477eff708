import type { LeakPlace } from './event.ts';
import type { LeakStop } from './report.ts';

/** What a workspace has done to keys that leaked. */
export type LeakAction = 'SUSPEND' | 'REVOKE';

/** A key that was found, as it is before. */
export interface FoundKey {
  readonly id: string;
  readonly revokedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly suspendedAt: Date | null;
}

/** A place where a key of a workspace was found. */
export interface LeakFinding<Key extends FoundKey> {
  /** Undefined: the workspace has it no more. */
  readonly key: Key | undefined;
  readonly place: LeakPlace;
  /** Of reporter, source and address. */
  readonly fingerprint: string;
}

/** What a finding comes to. */
export interface LeakDeed<Key extends FoundKey> extends LeakFinding<Key> {
  readonly key: Key;
  /** What is done to the key; null: it is revoked already. */
  readonly action: LeakAction | null;
  /** Whether this place of the key was not known. */
  readonly isNew: boolean;
}

/** What findings come to: the outcome of each, and the deeds of those that change or tell anything, in their order. */
export interface LeakPlan<Key extends FoundKey> {
  readonly outcomes: readonly LeakStop[];
  readonly deeds: readonly LeakDeed<Key>[];
}

/**
 * Decides what becomes of found keys, one finding after the other. A place that is known stops a key again that is alive,
 * but for GitHub's, whose reports anyone could replay. A key that is revoked stays so, which is told once for each place.
 */
export function planStops<Key extends FoundKey>(
  findings: readonly LeakFinding<Key>[],
  known: {
    readonly action: LeakAction;
    isPlaceKnown(keyId: string, fingerprint: string): boolean;
    /** Whether a containment suspends it until a person acts. */
    isContained(keyId: string): boolean;
  },
): LeakPlan<Key> {
  const seen = new Set<string>();
  const stopped = new Map<string, LeakStop>();
  const outcomes: LeakStop[] = [];
  const deeds: LeakDeed<Key>[] = [];
  for (const { key, place, fingerprint } of findings) {
    if (key === undefined) {
      outcomes.push('DEAD');
      continue;
    }
    const { id } = key;
    const isRevoked = key.revokedAt !== null || stopped.get(id) === 'REVOKED';
    const opensNothing =
      isRevoked ||
      key.deletedAt !== null ||
      key.suspendedAt !== null ||
      stopped.has(id) ||
      known.isContained(id);
    const name = `${id} ${fingerprint}`;
    const isNew = !seen.has(name) && !known.isPlaceKnown(id, fingerprint);
    seen.add(name);
    if (!isNew && (place.reporter === 'GITHUB' || opensNothing)) {
      outcomes.push('KNOWN');
      continue;
    }
    const action = isRevoked ? null : known.action;
    deeds.push({ key, place, fingerprint, action, isNew });
    if (action === null) outcomes.push('DEAD');
    else {
      const outcome = action === 'REVOKE' ? 'REVOKED' : 'SUSPENDED';
      stopped.set(id, outcome);
      outcomes.push(outcome);
    }
  }
  return { outcomes, deeds };
}
