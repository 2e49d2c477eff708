import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { CliFailure } from '../failure.ts';
import { receivedSchema } from './received.ts';

export type Received = z.infer<typeof receivedSchema>;

/** A running receiver. */
export interface Receiver {
  readonly url: string;
  /** Gives it the secret that deliveries are signed with. */
  expect(secret: string): void;
  /** The first delivery that fits, waiting for it. Throws CliFailure where none comes in time. */
  next(fits: (received: Received) => boolean, waitMs: number): Promise<Received>;
  stop(): void;
}

const portMessage = z.object({ port: z.number() });

/** Starts a receiver in a process of its own. */
export async function startReceiver(): Promise<Receiver> {
  const child: ChildProcess = fork(new URL('./receiver.ts', import.meta.url));
  const [message] = await once(child, 'message');
  const { port } = portMessage.parse(message);
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  child.on('message', (arrived) => {
    received.push(receivedSchema.parse(arrived));
    for (const look of waiting) look();
  });
  return {
    url: `http://127.0.0.1:${port}/keywatch`,
    expect: (secret) => {
      child.send({ secret });
    },
    next: async (fits, waitMs) => {
      const { promise, resolve, reject } = Promise.withResolvers<Received>();
      const late = setTimeout(
        () => reject(new CliFailure(`no webhook arrived within ${waitMs / 1_000} s`)),
        waitMs,
      );
      const look = () => {
        const found = received.find(fits);
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      look();
      return await promise.finally(() => {
        clearTimeout(late);
        waiting.delete(look);
      });
    },
    stop: () => child.disconnect(),
  };
}
