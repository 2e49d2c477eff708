import type { AlertIncident } from '../alert.ts';
import type { EventKey } from '../containment-event.ts';

/** Who found a key: GitHub, a machine of the workspace, or somebody who has the key. */
export type LeakReporter = 'GITHUB' | 'TOKEN' | 'HOLDER';

/** The kind of a leak's alerts. */
export const LEAK_KIND = 'leak';

/** The place where a key was found, as who found it says. */
export interface LeakPlace {
  readonly reporter: LeakReporter;
  /** Such as `commit`, or any word of the reporter's. */
  readonly source: string;
  readonly url: string | null;
}

/** The incident of a leaked key; it was found once, and none was expected. */
export function leakIncident(place: LeakPlace, at: Date): AlertIncident {
  const where = place.url === null ? place.source : `${place.source}: ${place.url}`;
  const atMs = at.getTime();
  return {
    severity: 'CRITICAL',
    observed: 1,
    expected: 0,
    lower: 0,
    upper: 0,
    score: 100,
    sentence: `The key was found where others can read it (${REPORTERS[place.reporter]}, ${where}).`,
    state: 'OPEN',
    since: atMs,
    lastMinute: atMs,
    resolvedAt: null,
    reopenedAt: null,
  };
}

const REPORTERS: Readonly<Record<LeakReporter, string>> = {
  GITHUB: 'told by GitHub',
  TOKEN: 'told by a machine of the workspace',
  HOLDER: 'told by somebody who has it',
};

/** Writes the body of `key.leaked`. It holds no secret. `action` is null where the key was dead already. */
export function leakEventPayload(
  leak: LeakPlace & {
    readonly workspaceId: string;
    readonly key: EventKey;
    readonly action: 'SUSPEND' | 'REVOKE' | null;
    readonly alertId: string | null;
  },
  at: Date,
): string {
  const { workspaceId, key, reporter, source, url, action, alertId } = leak;
  return JSON.stringify({
    type: 'key.leaked',
    timestamp: at.toISOString(),
    data: {
      workspaceId,
      key: { id: key.id, name: key.name, prefix: key.prefix, lastFour: key.lastFour, ownerId: key.ownerId },
      reporter,
      source,
      url,
      action,
      alertId,
    },
  });
}
