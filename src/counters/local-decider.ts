import { CountersUnavailable } from '../core/errors.ts';
import { slotOf } from '../core/usage/cell.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import type { Decider } from './decider.ts';
import { countsOf } from './entry-counts.ts';
import type { HeldCounts } from './held-counts.ts';
import type { DecideLocally } from './local-decision.ts';
import type { LoadVersions } from './versions.ts';

interface Waiting {
  readonly entry: DecideEntry;
  readonly resolve: (outcome: DecideOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** Keys of one statement. */
const BATCH_MAX = 2_000;
/** A Postgres that takes longer does not answer either. */
const VERSIONS_MS_MAX = 2_000;

/**
 * Decides without Redis. An entry counts only if the primary database has its version now: one statement for all that
 * waits, one under way at a time, so a revocation holds that was committed before the request came. Rejects with
 * CountersUnavailable where Postgres does not answer either.
 */
export function createLocalDecider(deps: {
  loadVersions: LoadVersions;
  decide: DecideLocally;
  held: Pick<HeldCounts, 'hold'>;
  now: () => number;
}): Decider {
  const queue: Waiting[] = [];
  let underWay = false;

  const flush = async () => {
    while (queue.length > 0) await decideAll(queue.splice(0, BATCH_MAX));
    underWay = false;
  };

  const decideAll = async (waiting: readonly Waiting[]) => {
    try {
      const keyIds = [...new Set(waiting.map(({ entry }) => entry.keyId))];
      const versions = await inTime(deps.loadVersions(keyIds));
      for (const { entry, resolve } of waiting) resolve(decideOne(entry, versions.get(entry.keyId)));
    } catch (cause) {
      // What waits behind it would wait as long for the same.
      for (const { reject } of [...waiting, ...queue.splice(0)]) reject(new CountersUnavailable({ cause }));
    }
  };

  const decideOne = (entry: DecideEntry, version: number | undefined): DecideOutcome => {
    const { doubtful } = entry;
    if (version !== entry.version) return { stale: true, doubtful };
    const nowMs = deps.now();
    const outcome = deps.decide(entry, nowMs);
    if (outcome === undefined) return { stale: true, quotaUnknown: true, doubtful };
    if (doubtful === undefined) deps.held.hold(slotOf(nowMs, nowMs), countsOf(entry, outcome.code));
    else doubtful.decided(entry, outcome.code);
    return outcome;
  };

  return {
    decide: async (entry) =>
      await new Promise((resolve, reject) => {
        queue.push({ entry, resolve, reject });
        if (underWay) return;
        underWay = true;
        setImmediate(() => void flush());
      }),
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Postgres does not answer')), VERSIONS_MS_MAX);
  return await Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
