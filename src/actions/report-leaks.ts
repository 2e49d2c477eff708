import { digestOf, type Pepper } from '../core/key/digest.ts';
import type { LeakPlace } from '../core/leak/event.ts';
import type { FoundSecret, LeakOutcome } from '../core/leak/report.ts';
import type { Storage } from '../storage/client.ts';
import { findKeysByDigests, type LeakedKey } from '../storage/leaks.ts';
import type { Propagation } from './carry-versions.ts';
import { stopLeakedKeys } from './stop-leaked-keys.ts';

/** What stopping leaked keys works with; the storage is not confined, for whoever reports is in no workspace. */
interface Deps {
  readonly storage: Storage;
  readonly peppers: readonly Pepper[];
  readonly carryVersions: (keyIds: readonly string[]) => Promise<Propagation>;
  readonly now: () => Date;
}

/** Secrets at a time: a statement takes at most 32,767 parameters. */
const ROUND_MAX = 5_000;
/** Keys that are stopped in one transaction: its statements have up to 20 parameters for each. */
const BATCH_MAX = 500;
/** Batches at the same time: as many as leave connections to others. */
const BATCHES_MAX = 4;

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
  // Each of the loops below takes the next batch that nobody has taken.
  const batches = batchesOf(found, keys, workspaceId).values();
  const stopNext = async () => {
    for (const batch of batches) {
      const stops = await stopLeakedKeys(deps, batch.workspaceId, batch.items);
      for (const [place, { index, keyId }] of batch.items.entries()) {
        const outcome = stops[place];
        if (outcome !== undefined) outcomes[index] = { keyId, outcome };
      }
    }
  };
  await Promise.all(Array.from({ length: BATCHES_MAX }, stopNext));
  return outcomes;
}

/** What was found of a workspace, in the order of the report. */
interface Batch {
  readonly workspaceId: string;
  readonly items: readonly { readonly index: number; readonly keyId: string; readonly place: LeakPlace }[];
}

function batchesOf(
  found: readonly FoundSecret[],
  keys: readonly (LeakedKey | undefined)[],
  workspaceId: string | undefined,
): readonly Batch[] {
  const items = found.flatMap(({ place }, index) => {
    const key = keys[index];
    if (key === undefined || key.workspaceId !== (workspaceId ?? key.workspaceId)) return [];
    return [{ index, place, keyId: key.id, workspaceId: key.workspaceId }];
  });
  return [...Map.groupBy(items, (item) => item.workspaceId)].flatMap(([of, all]) =>
    Array.from({ length: Math.ceil(all.length / BATCH_MAX) }, (_, at) => ({
      workspaceId: of,
      items: all.slice(at * BATCH_MAX, (at + 1) * BATCH_MAX),
    })),
  );
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
