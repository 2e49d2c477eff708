/** What one key's reading tells about the platform; keys with few requests in the minute are idle. */
export type ErrorVote = 'idle' | 'usual' | 'jumped';

/** The votes of a minute (Unix minutes) over all keys, and until when the platform counts as failing. */
export interface Fleet {
  minute: number;
  busyKeys: number;
  jumpedKeys: number;
  failingUntil: number;
}

/** Errors that jump on more than this share of the busy keys are the platform's fault, and no key's. */
const JUMPED_SHARE = 0.1;
const JUMPED_KEYS_MIN = 5;
const BUSY_KEYS_MIN = 20;

/** For so many minutes after one that was voted so, the platform counts as failing. */
export const FAILING_MINUTES = 3;

/** Whether the platform itself fails, by how many keys were busy in a minute and how many of these jumped. */
export function isVotedFailing({ busyKeys, jumpedKeys }: Pick<Fleet, 'busyKeys' | 'jumpedKeys'>): boolean {
  return busyKeys >= BUSY_KEYS_MIN && jumpedKeys >= JUMPED_KEYS_MIN && jumpedKeys > JUMPED_SHARE * busyKeys;
}

/** A fleet of which nothing is known. */
export function newFleet(): Fleet {
  return { minute: 0, busyKeys: 0, jumpedKeys: 0, failingUntil: 0 };
}

/** Moves a fleet on to a minute: what was voted in the minute before decides whether the platform is failing. */
export function beginMinute(fleet: Fleet, minute: number): Fleet {
  if (minute <= fleet.minute) return fleet;
  const failingUntil = isVotedFailing(fleet) ? fleet.minute + FAILING_MINUTES : fleet.failingUntil;
  return { minute, busyKeys: 0, jumpedKeys: 0, failingUntil };
}

/** Adds a key's vote to the minute that was begun. */
export function castVote(fleet: Fleet, vote: ErrorVote): void {
  if (vote === 'idle') return;
  fleet.busyKeys += 1;
  if (vote === 'jumped') fleet.jumpedKeys += 1;
}

/** Whether the platform is failing in the minute that was begun, so that no key is blamed for its errors. */
export function isFailing(fleet: Fleet): boolean {
  return fleet.minute <= fleet.failingUntil;
}
