import type { Slot } from '../core/usage/cell.ts';

/** Decisions of a workspace and unix minute that this process has answered, and that are not counted in Redis. */
export interface Loss {
  readonly workspaceId: string;
  readonly minute: number;
  /** Found no room to wait: counted nowhere, for good. */
  readonly lost: number;
  /** Wait in this process, and end with it. */
  readonly waiting: number;
}

/** What a process knows of its losses, by workspace and minute: absolute numbers, to be noted where they outlast it. */
export interface LossTally {
  held(shard: number, slot: Slot, workspaceId: string): void;
  /** Nothing waits for a shard any more. */
  sent(shard: number): void;
  /** Has a listener called where what somebody may have been told to wait is sent: the one before is forgotten. */
  onSent(listener: () => void): void;
  lost(slot: Slot, workspaceId: string): void;
  /** What waits can be sent by nobody any more. */
  end(): void;
  /** All that is not noted for good. */
  read(): Loss[];
  /** Forgets of what was read and noted whatever cannot change any more: that of minutes before `minute`. */
  noted(losses: readonly Loss[], minute: number): void;
}

/** About 300 bytes each. What is beyond is in the metric of lost counts only. */
const ENTRIES_MAX = 50_000;

interface Entry {
  readonly workspaceId: string;
  readonly minute: number;
  lost: number;
  readonly waiting: Map<number, number>;
  /** Whether somebody may have been told that it waits. */
  wasRead: boolean;
}

/** Opens an empty tally. */
export function createLossTally(): LossTally {
  const entries = new Map<string, Entry>();
  let tellSent: () => void = () => undefined;

  const entryOf = (minute: number, workspaceId: string): Entry | undefined => {
    const name = nameOf({ minute, workspaceId });
    const known = entries.get(name);
    if (known !== undefined || entries.size >= ENTRIES_MAX) return known;
    const opened: Entry = { workspaceId, minute, lost: 0, waiting: new Map(), wasRead: false };
    entries.set(name, opened);
    return opened;
  };
  const addLost = (entry: Entry | undefined, by: number) => {
    if (entry !== undefined) entry.lost += by;
  };

  return {
    held: (shard, slot, workspaceId) => {
      const waiting = entryOf(slot.at, workspaceId)?.waiting;
      waiting?.set(shard, (waiting.get(shard) ?? 0) + 1);
    },
    sent: (shard) => {
      let isToldOtherwise = false;
      for (const [name, entry] of entries) {
        if (entry.waiting.delete(shard) && entry.wasRead) isToldOtherwise = true;
        if (entry.waiting.size === 0 && entry.lost === 0 && !entry.wasRead) entries.delete(name);
      }
      if (isToldOtherwise) tellSent();
    },
    onSent: (listener) => {
      tellSent = listener;
    },
    lost: (slot, workspaceId) => addLost(entryOf(slot.at, workspaceId), 1),
    end: () => {
      for (const entry of entries.values()) {
        addLost(entry, sumOf(entry.waiting));
        entry.waiting.clear();
      }
    },
    read: () =>
      [...entries.values()].map((entry) => {
        entry.wasRead = true;
        const { workspaceId, minute, lost, waiting } = entry;
        return { workspaceId, minute, lost, waiting: sumOf(waiting) };
      }),
    noted: (losses, minute) => {
      for (const loss of losses) {
        const entry = entries.get(nameOf(loss));
        const isOver = loss.minute < minute && loss.waiting === 0 && loss.lost === entry?.lost;
        if (isOver && entry?.waiting.size === 0) entries.delete(nameOf(loss));
      }
    },
  };
}

function nameOf({ minute, workspaceId }: Pick<Loss, 'minute' | 'workspaceId'>): string {
  return `${minute} ${workspaceId}`;
}

function sumOf(waiting: ReadonlyMap<number, number>): number {
  return [...waiting.values()].reduce((sum, n) => sum + n, 0);
}
