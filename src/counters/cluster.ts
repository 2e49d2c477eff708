import { once } from 'node:events';
import { CountersUnavailable } from '../core/errors.ts';
import { createClusterNodes } from './cluster-nodes.ts';
import { type ClusterView, readClusterView, readMoved } from './cluster-view.ts';
import { type Connection, type Connections, connectServer, type ServerConnection } from './connection.ts';

/** A shard, and the node that it was last seen on. */
interface Shard {
  readonly slot: number;
  readonly onReady: Set<() => void>;
  readonly onLost: Set<() => void>;
  url: string | undefined;
  readyCount: number;
}

/** How often the nodes are asked who has which slots, and how often while one of them is away. */
const LOOK_EVERY_MS = 1_000;
const LOOK_SOON_MS = 100;

/** How long the node that a shard has moved to may take to be connected. */
const CONNECT_MS = 1_000;

/** What a node says while slots have no owner, are on their way or are being loaded: nothing was done. */
const UNSETTLED = /^(CLUSTERDOWN|TRYAGAIN|ASK|LOADING|MASTERDOWN) /;

/**
 * Connects to the nodes of a Redis Cluster, of which `seeds` names some, and follows each shard's slot to the node that has
 * it. A connection leads to another node as soon as that one is known, and counts as ready anew: a node that was promoted
 * may lack the last writes, so no command is passed on to it unseen. Throws CountersUnavailable where a node that has
 * shards does not answer at first.
 */
export async function connectCluster(
  seeds: readonly string[],
  slots: readonly number[],
): Promise<Connections> {
  const shards = slots.map(openShard);
  const shardsAt = (url: string) => shards.filter((shard) => shard.url === url);
  const nodes = createClusterNodes({
    onReady: (url) => shardsAt(url).forEach(announce),
    onLost: (url) => {
      for (const shard of shardsAt(url)) for (const listener of shard.onLost) listener();
      lookout.hurry();
    },
  });
  const assign = (shard: Shard, url: string | undefined) => {
    if (url === undefined || shard.url === url) return;
    shard.url = url;
    shard.readyCount += 1;
    if (nodes.at(url).isReady()) announce(shard);
  };
  let newestEpoch = 0;
  const look = async () => {
    const view = await readNewestView(nodes.ready(), seeds);
    if (view.epoch < newestEpoch) return;
    newestEpoch = view.epoch;
    for (const shard of shards) assign(shard, view.nodeOf(shard.slot));
    await nodes.keepOnly(new Set(shards.flatMap(({ url }) => url ?? [])));
  };
  const lookout = createLookout(look, () =>
    shards.every(({ url }) => url !== undefined && nodes.at(url).isReady()),
  );
  const connections = shards.map((shard) => connectionOf(shard, nodes.at, assign, lookout.hurry));
  const close = async () => {
    lookout.stop();
    await nodes.keepOnly(new Set());
  };
  try {
    await look();
    await Promise.all(connections.map(async (connection) => await untilReady(connection.redis)));
  } catch (cause) {
    await close();
    throw cause instanceof CountersUnavailable ? cause : new CountersUnavailable({ cause });
  }
  lookout.start();
  return {
    of: (shard) => {
      const connection = connections[shard];
      if (connection === undefined) throw new RangeError(`there is no shard ${shard}`);
      return connection;
    },
    ping: async () => {
      const used = new Set(connections.map(({ redis }) => redis));
      await Promise.all([...used].map(async (redis) => await redis.ping()));
    },
    close,
  };
}

function openShard(slot: number): Shard {
  return { slot, onReady: new Set(), onLost: new Set(), url: undefined, readyCount: 0 };
}

function announce(shard: Shard): void {
  shard.readyCount += 1;
  for (const listener of shard.onReady) listener();
}

function connectionOf(
  shard: Shard,
  nodeAt: (url: string) => ServerConnection,
  assign: (shard: Shard, url: string) => void,
  hurry: () => void,
): Connection {
  const node = () => {
    if (shard.url === undefined) throw new CountersUnavailable();
    return nodeAt(shard.url);
  };
  return {
    get redis() {
      return node().redis;
    },
    readyCount: () => shard.readyCount,
    isReady: () => shard.url !== undefined && node().isReady(),
    onReady: (listener) => void shard.onReady.add(listener),
    onLost: (listener) => void shard.onLost.add(listener),
    fence: async () => await node().fence(),
    doubt: (cause) => {
      if (shard.url !== undefined) node().doubt(cause);
    },
    moved: async (cause) => {
      const url = readMoved(cause, shard.url ?? '');
      if (url === undefined) {
        if (cause instanceof Error && UNSETTLED.test(cause.message)) hurry();
        return false;
      }
      assign(shard, url);
      hurry();
      return await untilReady(node().redis).then(
        () => true,
        () => false,
      );
    },
  };
}

async function untilReady(redis: Connection['redis']): Promise<void> {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(CONNECT_MS) });
}

/** The newest of the views of some nodes, or where none of them answers that of a seed. */
async function readNewestView(
  ready: readonly (readonly [string, ServerConnection])[],
  seeds: readonly string[],
): Promise<ClusterView> {
  const asked = await Promise.allSettled(
    ready.map(async ([url, { redis }]) => await readClusterView(redis, url)),
  );
  const views = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (views.length > 0) return views.reduce((newest, view) => (view.epoch > newest.epoch ? view : newest));
  return await Promise.any(seeds.map(askSeed)).catch((cause: unknown) => {
    throw cause instanceof AggregateError ? cause.errors[0] : cause;
  });
}

async function askSeed(url: string): Promise<ClusterView> {
  const seed = await connectServer(url);
  try {
    return await readClusterView(seed.redis, url);
  } finally {
    await seed.close();
  }
}

/** Looks from time to time, more often while not all is well, and soon where it is told to hurry. */
function createLookout(look: () => Promise<void>, isWell: () => boolean) {
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let looking = false;
  let running = false;
  /** A look that is due before that is not put off. */
  const lookIn = (ms: number) => {
    const at = performance.now() + ms;
    if (!running || looking || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void lookNow(), ms);
  };
  const lookNow = async () => {
    looking = true;
    dueAt = Number.POSITIVE_INFINITY;
    await look().catch(() => undefined);
    looking = false;
    lookIn(isWell() ? LOOK_EVERY_MS : LOOK_SOON_MS);
  };
  return {
    start: () => {
      running = true;
      lookIn(LOOK_EVERY_MS);
    },
    hurry: () => lookIn(LOOK_SOON_MS),
    stop: () => {
      running = false;
      clearTimeout(timer);
    },
  };
}
