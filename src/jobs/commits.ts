import type { CellCommit } from './cell-commit.ts';

/** Commits of one shard, in their order. */
export interface Commits {
  /**
   * Begins to write once the commit before is written; resolves as soon as it has begun, false where a commit found another
   * roller at work. So one is written, one is finished, and the next is gathered at the same time, and a slow Postgres
   * holds up the reading. Rejects as the commits before did.
   */
  add(commit: CellCommit): Promise<boolean>;
  /** Resolves once all are finished; false where one found another roller at work. */
  end(): Promise<boolean>;
}

/** Begins with none. */
export function createCommits(): Commits {
  let written = Promise.resolve(true);
  let finished = Promise.resolve(true);
  let finishedBefore = finished;

  const end = async () => {
    // Each is waited for, also where one of them fails.
    const ends = await Promise.allSettled([written, finishedBefore, finished]);
    for (const each of ends) if (each.status === 'rejected') throw each.reason;
    return ends.every((each) => each.status === 'fulfilled' && each.value);
  };
  return {
    end,
    add: async (commit) => {
      if (!(await written)) return false;
      await finishedBefore;
      const last = finished;
      finishedBefore = last;
      written = commit.write();
      finished = finish(commit, written, last);
      for (const each of [written, finished]) each.catch(() => undefined);
      return true;
    },
  };
}

async function finish(
  commit: CellCommit,
  written: Promise<boolean>,
  before: Promise<boolean>,
): Promise<boolean> {
  if (!(await written) || !(await before)) return false;
  await commit.finish();
  return true;
}
