import { digestOf, type Pepper } from '../core/key/digest.ts';
import type { FoundSecret, LeakOutcome } from '../core/leak/report.ts';
import type { Storage } from '../storage/client.ts';
import { findKeysByDigests, type LeakedKey } from '../storage/leaks.ts';
import type { Propagation } from './carry-versions.ts';
import { stopLeakedKey } from './stop-leaked-key.ts';

/** What stopping leaked keys works with; the storage is not confined, for whoever reports is in no workspace. */
interface Deps {
  readonly storage: Storage;
  readonly peppers: readonly Pepper[];
  readonly carryVersions: (keyIds: readonly string[]) => Promise<Propagation>;
  readonly now: () => Date;
}

/** Secrets at a time: a statement takes at most 32,767 parameters. */
const ROUND_MAX = 5_000;
/** Keys that are stopped at the same time: as many as leave connections to others. */
const STOPS_MAX = 4;

/**
 * Stops the keys of secrets that were found where they should not be, as their workspaces say; with `workspaceId`, those
 * of this one only. When it returns, no verifier accepts them (unless Redis is away). The same place twice changes nothing
 * and is told once, unless the key came alive between. The outcomes are in the order of the secrets, undefined where there is no such key.
 */
export async function reportLeaks(
  deps: Deps,
  found: readonly FoundSecret[],
  { workspaceId }: { readonly workspaceId?: string | undefined },
): Promise<readonly (LeakOutcome | undefined)[]> {
  const keys: (LeakedKey | undefined)[] = [];
  for (let at = 0; at < found.length; at += ROUND_MAX) {
    keys.push(...(await findKeys(deps, found.slice(at, at + ROUND_MAX))));
  }
  const outcomes: (LeakOutcome | undefined)[] = keys.map(() => undefined);
  // Each of the loops below takes the next secret that nobody has taken.
  const work = found.entries();
  const stopNext = async () => {
    for (const [index, { place }] of work) {
      const key = keys[index];
      if (key === undefined || key.workspaceId !== (workspaceId ?? key.workspaceId)) continue;
      outcomes[index] = { keyId: key.id, outcome: await stopLeakedKey(deps, key, place) };
    }
  };
  await Promise.all(Array.from({ length: STOPS_MAX }, stopNext));
  return outcomes;
}

async function findKeys(
  { storage, peppers }: Deps,
  found: readonly FoundSecret[],
): Promise<(LeakedKey | undefined)[]> {
  const digests = found.map(({ sha256 }) => peppers.map((pepper) => digestOf(sha256, pepper)));
  const known = await findKeysByDigests(storage.prisma, digests.flat());
  return digests.map((ofSecret) =>
    ofSecret.map((digest) => known.get(digest.toString('hex'))).find((key) => key !== undefined),
  );
}
