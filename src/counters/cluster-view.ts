import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Who has which slots, as some node of a cluster says. */
export interface ClusterView {
  /** Of two views, that of the larger epoch is the newer one. */
  readonly epoch: number;
  /** The URL of the node that has a slot, undefined where none has. */
  nodeOf(slot: number): string | undefined;
}

const nodeSchema = z.tuple([z.string().nullable(), z.number()], z.unknown());
const slotsSchema = z.array(z.tuple([z.number(), z.number(), nodeSchema], z.unknown()));

/** Asks a node, whose own URL stands for what it does not say of others: scheme, user, password, an unknown host. */
export async function readClusterView(redis: Redis, url: string): Promise<ClusterView> {
  const [info, slots] = await Promise.all([redis.cluster('INFO'), redis.cluster('SLOTS')]);
  const [, epoch = '0'] = /cluster_current_epoch:(\d+)/.exec(z.string().parse(info)) ?? [];
  const ranges = slotsSchema.parse(slots).map(([first, last, [host, port]]) => {
    return { first, last, url: nodeUrl(url, host ?? '', port) };
  });
  return {
    epoch: Number(epoch),
    nodeOf: (slot) => ranges.find(({ first, last }) => first <= slot && slot <= last)?.url,
  };
}

/** The URL of the node that an error names as the one that has the data (`MOVED 3999 127.0.0.1:6381`). */
export function readMoved(cause: unknown, url: string): string | undefined {
  const message = cause instanceof Error ? cause.message : '';
  const [, host = '', port] = /^MOVED \d+ (.*):(\d+)$/.exec(message) ?? [];
  return port === undefined ? undefined : nodeUrl(url, host, Number(port));
}

function nodeUrl(base: string, host: string, port: number): string {
  const url = new URL(base);
  if (host !== '' && host !== '?') url.hostname = host.includes(':') ? `[${host}]` : host;
  url.port = String(port);
  return url.href;
}
