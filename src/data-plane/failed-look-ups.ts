import { MINUTE_MS } from '../core/usage/cell.ts';
import { increment, noIncrements } from '../core/usage/increments.ts';
import { namePlace } from '../core/usage/tally.ts';
import type { Recorder } from '../counters/recorder.ts';

/** Counts keys that opened nothing because a workspace has none like them. */
export interface FailedLookUps {
  /** Counts one, in memory: it is on its way to Redis within a second. */
  note(workspaceId: string): void;
  /** Sends what is counted. What Redis does not take stays for the next time; never rejects. */
  flush(): Promise<void>;
}

const FLUSH_MS = 1_000;
/** Workspaces and minutes, about 200 bytes each; what is beyond is not counted. They are this many only without Redis. */
const ENTRIES_MAX = 10_000;

interface Entry {
  readonly workspaceId: string;
  /** Unix minutes. */
  readonly minute: number;
  n: number;
}

/**
 * Opens an empty count. A look-up costs no call of its own: all of a second share one. Where the reply to that is lost, they
 * may be counted twice: a storm that is told once too large is better than one that is not told.
 */
export function createFailedLookUps(deps: {
  recorder: Pick<Recorder, 'record'>;
  now: () => number;
}): FailedLookUps {
  const entries = new Map<string, Entry>();
  let timer: NodeJS.Timeout | undefined;

  const add = ({ workspaceId, minute, n }: Entry) => {
    const name = `${minute} ${workspaceId}`;
    const known = entries.get(name);
    if (known !== undefined) known.n += n;
    else if (entries.size < ENTRIES_MAX) entries.set(name, { workspaceId, minute, n });
    timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
  };
  const send = async (workspaceId: string, ofWorkspace: readonly Entry[]) => {
    const increments = noIncrements();
    for (const { minute, n } of ofWorkspace) {
      const place = namePlace({ grain: 'minute', at: minute }, { kind: 'unknown', workspaceId });
      increment(increments, place, 0, n);
    }
    await deps.recorder.record({ workspaceId, increments }).catch(() => {
      for (const entry of ofWorkspace) add(entry);
    });
  };
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const taken = Map.groupBy(entries.values(), ({ workspaceId }) => workspaceId);
    entries.clear();
    await Promise.all(
      [...taken].map(async ([workspaceId, ofWorkspace]) => await send(workspaceId, ofWorkspace)),
    );
  };
  return {
    note: (workspaceId) => add({ workspaceId, minute: Math.floor(deps.now() / MINUTE_MS), n: 1 }),
    flush,
  };
}
