import type { ChangeEntry, ChangeSource } from './change-source.ts';

/** A key whose version was raised. */
export interface KeyChange {
  readonly keyId: string;
  readonly version: number;
}

/** Somebody who has to know of raised versions. */
export interface Follower {
  /** All changes up to now are told with this, and those before it. Called several times a second, mostly with none. */
  onBeat(changes: readonly KeyChange[]): void;
  /** Changes may be missed from here on, and nothing more is told. Follow again. */
  onLost(): void;
}

/** Tells what Redis is told of versions, by whichever process. */
export interface Changes {
  /** Returns how to stop following. */
  follow(follower: Follower): () => void;
  close(): Promise<void>;
}

/** Reads streams from their present ends on. */
interface Reader {
  next(): Promise<KeyChange[]>;
}

/**
 * Follows the streams of changes of all shards, from a source that is opened with the first follower. A lost connection, or
 * an entry that is missing, loses all followers.
 */
export function createChanges(deps: { shards: number; open: () => Promise<ChangeSource> }): Changes {
  const followers = new Set<Follower>();
  let running = false;
  let opening: Promise<ChangeSource> | undefined;

  const open = async () => {
    opening ??= deps.open();
    return await opening.catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
  };

  const lose = () => {
    const lost = new Set(followers);
    followers.clear();
    for (const follower of lost) follower.onLost();
  };

  const run = async () => {
    running = true;
    try {
      const reader = await openReader(await open(), deps.shards);
      while (followers.size > 0) {
        const changes = await reader.next();
        for (const follower of followers) follower.onBeat(changes);
      }
    } catch {
      lose();
    } finally {
      running = false;
    }
    if (followers.size > 0) await run();
  };

  return {
    follow: (follower) => {
      followers.add(follower);
      if (!running) void run();
      return () => followers.delete(follower);
    },
    close: async () => {
      lose();
      await opening?.then(async (source) => await source.close()).catch(() => undefined);
    },
  };
}

async function openReader(source: ChangeSource, shards: number): Promise<Reader> {
  source.begin();
  const positions = await Promise.all(
    Array.from({ length: shards }, async (_, shard) => await source.last(shard)),
  );
  const readEntry = (shard: number, [id, fields]: ChangeEntry): KeyChange[] => {
    const [, previous, ...pairs] = fields;
    if (previous !== positions[shard]) throw new Error('an entry of the changes is missing');
    positions[shard] = id;
    return pairs.flatMap((keyId, at) => (at % 2 === 0 ? [{ keyId, version: Number(pairs[at + 1]) }] : []));
  };
  return {
    next: async () => {
      const read = await source.read(positions);
      return read.flatMap(([shard, entries]) => entries.flatMap((entry) => readEntry(shard, entry)));
    },
  };
}
