/** What one key's reading tells about the platform; keys with few requests in the minute are idle. */
export type ErrorVote = 'idle' | 'usual' | 'jumped';

/** The votes of a minute (Unix minutes) over all keys, and until when the platform counts as failing. */
export interface Fleet {
  minute: number;
  busyKeys: number;
  jumpedKeys: number;
  failingUntil: number;
  /** The first minute of the failure under way or the last one; 0 for never. */
  failingSince: number;
  /** The share of busy keys whose errors had jumped when it was last seen to fail. */
  failingShare: number;
}

/** That the platform itself fails, to be told once instead of for each key; `since` (Unix minutes) identifies it. */
export interface PlatformIncident {
  readonly since: number;
  /** Of the busy keys, those whose errors jumped, 0 to 1. */
  readonly share: number;
}

/** Errors that jump on more than this share of the busy keys are the platform's fault, and no key's. */
const JUMPED_SHARE = 0.1;
const JUMPED_KEYS_MIN = 5;
const BUSY_KEYS_MIN = 20;
const FAILING_MINUTES = 2;

/** A fleet of which nothing is known. */
export function newFleet(): Fleet {
  return { minute: 0, busyKeys: 0, jumpedKeys: 0, failingUntil: 0, failingSince: 0, failingShare: 0 };
}

/** Moves a fleet on to a minute: what was voted in the minute before decides whether the platform is failing. */
export function beginMinute(fleet: Fleet, minute: number): Fleet {
  if (minute <= fleet.minute) return fleet;
  const { busyKeys, jumpedKeys } = fleet;
  const failing =
    busyKeys >= BUSY_KEYS_MIN && jumpedKeys >= JUMPED_KEYS_MIN && jumpedKeys > JUMPED_SHARE * busyKeys;
  const failingUntil = failing ? fleet.minute + 1 + FAILING_MINUTES : fleet.failingUntil;
  const failingSince = failing && !isFailing(fleet) ? fleet.minute : fleet.failingSince;
  const failingShare = failing ? jumpedKeys / busyKeys : fleet.failingShare;
  return { minute, busyKeys: 0, jumpedKeys: 0, failingUntil, failingSince, failingShare };
}

/** The failure of the platform in the minute that was begun, undefined where it works. */
export function platformIncident(fleet: Fleet): PlatformIncident | undefined {
  return fleet.failingSince > 0 && isFailing(fleet)
    ? { since: fleet.failingSince, share: fleet.failingShare }
    : undefined;
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
