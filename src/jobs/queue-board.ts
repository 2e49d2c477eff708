import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { Queue } from 'bullmq';
import { openQueueConnection } from '../counters/queue-connection.ts';
import type { RedisUrl } from '../counters/redis-url.ts';
import { QUEUE_NAME, queuePrefix } from './queues.ts';

/** Pages that show the job queue, to be hung on a Fastify server under `path`. */
export interface QueueBoard {
  readonly plugin: ReturnType<FastifyAdapter['registerPlugin']>;
  close(): Promise<void>;
}

/**
 * Opens pages to look at the queue, and to change nothing: every task runs on schedule and finds its work in the tables, so
 * there is nothing to retry or remove. Redis need not be there yet.
 */
export function openQueueBoard(deps: {
  readonly path: string;
  readonly redis: { readonly url: RedisUrl; readonly prefix: string };
  readonly onError: (error: Error) => void;
}): QueueBoard {
  const connection = openQueueConnection(deps.redis.url);
  const queue = new Queue(QUEUE_NAME, {
    connection: connection.options,
    prefix: queuePrefix(deps.redis.prefix),
    skipMetasUpdate: true,
  });
  queue.on('error', deps.onError);
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(deps.path);
  createBullBoard({
    queues: [new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Keywatch' } },
  });
  return {
    plugin: serverAdapter.registerPlugin(),
    close: async () => {
      await queue.disconnect();
      connection.close();
    },
  };
}
