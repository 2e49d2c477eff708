import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Which connection to which run of a Redis server. */
interface Place {
  readonly runId: string;
  readonly id: number;
}

const idSchema = z.number();

/**
 * Makes sure that nothing sent over an earlier connection is carried out later: a hanging Redis would still read it once
 * it goes on. Returns a function that asks the server and ends all connections before the present one, if they are of the
 * same run of the same server. Where Redis does not allow that to this user, commands are only known to be read in the order
 * they arrived.
 */
export function createFence(redis: Redis): () => Promise<void> {
  let known: readonly Place[] = [];

  const place = async (): Promise<Place> => {
    const id = idSchema.parse(await redis.client('ID'));
    const [, runId = ''] = /^run_id:(\w+)/m.exec(await redis.info('server')) ?? [];
    return { runId, id };
  };
  const note = async () => {
    const now = await place();
    known = [...known.filter(({ runId, id }) => runId === now.runId && id !== now.id), now];
    return now;
  };
  redis.on('ready', () => void note().catch(() => undefined));

  return async () => {
    const now = await forgive(note());
    for (const earlier of known.filter((each) => now !== undefined && each.id !== now.id)) {
      await forgive(redis.client('KILL', 'ID', earlier.id));
      known = known.filter((each) => each !== earlier);
    }
  };
}

/** What Redis refuses to do: the right to it is missing, or the connection has ended by itself. */
async function forgive<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') return undefined;
    throw error;
  }
}
