import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import { z } from 'zod';
import type { App, Group } from '../app.ts';

/** What a member tells the primary. */
const toPrimary = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), greeting: z.string() }),
  z.object({ kind: z.literal('metrics'), ask: z.number() }),
]);

/** What the primary tells a member. */
const toMember = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('metrics'), ask: z.number(), text: z.string().nullable() }),
]);

/** A member's side of the group. */
export interface Membership extends Group {
  /** Tells the primary that this process is at work. */
  ready(app: App): void;
  /** Calls back once the primary wants this process to end, or has ended itself. */
  onStop(listener: () => void): void;
}

/** Makes this forked process a member. */
export function openMembership(): Membership {
  const asked = new Map<number, (text: string | null) => void>();
  let stop: () => void = () => undefined;
  process.on('message', (message) => {
    const { data } = toMember.safeParse(message);
    if (data?.kind === 'stop') stop();
    if (data?.kind !== 'metrics') return;
    asked.get(data.ask)?.(data.text);
    asked.delete(data.ask);
  });
  process.on('disconnect', () => stop());
  let asks = 0;
  return {
    join: (registry) => {
      AggregatorRegistry.setRegistries(registry);
      // Answers the primary's questions from here on.
      void new AggregatorRegistry();
    },
    metrics: async () => {
      const { promise, resolve } = Promise.withResolvers<string | null>();
      const ask = asks++;
      asked.set(ask, resolve);
      process.send?.({ kind: 'metrics', ask } satisfies z.infer<typeof toPrimary>);
      const text = await promise;
      if (text === null) throw new Error('a process of the group did not tell its metrics');
      return text;
    },
    ready: ({ greeting }) =>
      void process.send?.({ kind: 'ready', greeting } satisfies z.infer<typeof toPrimary>),
    onStop: (listener) => {
      stop = listener;
    },
  };
}

/** The primary's side: forks members and answers them. */
export interface Members {
  /** Forks a member with these variables besides its own environment. */
  fork(environment: Readonly<Record<string, string>>): Worker;
  /** The member's greeting once it is at work, undefined where it ends before. */
  greetingOf(member: Worker): Promise<string | undefined>;
  stop(member: Worker): void;
}

/** Makes this process a primary. */
export function openMembers(): Members {
  // Each member accepts for itself. Dealt out by this process, a connection on its way to a member that is killed would hang.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const registry = new AggregatorRegistry();
  const answer = async (member: Worker, ask: number) => {
    const text = await registry.clusterMetrics().catch(() => null);
    if (member.isConnected()) member.send({ kind: 'metrics', ask, text } satisfies z.infer<typeof toMember>);
  };
  return {
    fork: (environment) => {
      const member = cluster.fork(environment);
      member.on('message', (message) => {
        const { data } = toPrimary.safeParse(message);
        if (data?.kind === 'metrics') void answer(member, data.ask);
      });
      member.on('error', () => undefined);
      return member;
    },
    greetingOf: async (member) => {
      const { promise, resolve } = Promise.withResolvers<string | undefined>();
      member.on('message', (message) => {
        const { data } = toPrimary.safeParse(message);
        if (data?.kind === 'ready') resolve(data.greeting);
      });
      member.on('exit', () => resolve(undefined));
      return await promise;
    },
    stop: (member) => {
      if (member.isConnected()) member.send({ kind: 'stop' } satisfies z.infer<typeof toMember>);
    },
  };
}
