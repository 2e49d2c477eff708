import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { vi } from 'vitest';
import { freePort } from '../../src/embedded/free-port.ts';
import { findRedis, type RedisBinary } from '../../src/embedded/redis-binary.ts';

/** A node of a cluster: a process of its own. */
export interface ClusterNode {
  readonly port: number;
  /** Where the other nodes reach it. */
  readonly busPort: number;
  readonly url: string;
  /** Asks the node itself. */
  readonly redis: Redis;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on its data, where it does not run. */
  start(): Promise<void>;
  /** Stops it from doing anything, while its connections stay. */
  freeze(): void;
  thaw(): void;
}

/** Three masters that have all slots between them, and a replica of the first. */
export interface TestCluster {
  readonly first: ClusterNode;
  readonly masters: readonly ClusterNode[];
  readonly replica: ClusterNode;
  /** From now on the replica misses what its master writes. It may be promoted all the same. */
  cutReplica(): Promise<void>;
  close(): Promise<void>;
}

const SLOTS = 16_384;
const NODE_TIMEOUT_MS = 1_000;
/** The first that can be told the port of the cluster's bus. */
const VERSION_MIN = 7;
const SOON = { timeout: 30_000, interval: 50 };

/** The Redis of this machine, undefined where none can be a node of a cluster. */
export async function findClusterRedis(): Promise<RedisBinary | undefined> {
  const binary = await findRedis('');
  if (binary === undefined) return undefined;
  const { stdout } = await promisify(execFile)(binary.path, ['--version']);
  const [, version = '0'] = /\bv=(\d+)/.exec(stdout) ?? [];
  return Number(version) >= VERSION_MIN ? binary : undefined;
}

/** Starts a cluster on free ports. */
export async function startCluster(binary: RedisBinary): Promise<TestCluster> {
  const dir = await mkdtemp(join(tmpdir(), 'keywatch-cluster-'));
  const nodes: ClusterNode[] = [];
  const open = async (name: string) => {
    const node = await startNode(binary, join(dir, name));
    nodes.push(node);
    return node;
  };
  const close = async () => {
    for (const node of nodes) {
      node.redis.disconnect();
      await node.kill();
    }
    await rm(dir, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const first = await open('first');
    const masters = [first, await open('second'), await open('third')];
    const replica = await open('replica');
    await joinNodes(first, masters, replica);
    return { first, masters, replica, cutReplica: async () => await cutReplica(first, replica), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startNode(binary: RedisBinary, dir: string): Promise<ClusterNode> {
  await mkdir(dir);
  const [port, busPort] = [await freePort(), await freePort()];
  const settings = {
    port,
    dir,
    bind: '127.0.0.1',
    'cluster-enabled': 'yes',
    'cluster-port': busPort,
    'cluster-node-timeout': NODE_TIMEOUT_MS,
    'cluster-replica-validity-factor': 0,
    'cluster-require-full-coverage': 'no',
    'repl-diskless-sync-delay': 0,
    appendonly: 'yes',
    save: '',
    loglevel: 'warning',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const redis = new Redis({ port, commandTimeout: 5_000, retryStrategy: () => 50 });
  redis.on('error', () => undefined);
  let child: ChildProcess | undefined;
  const runs = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const start = async () => {
    if (runs()) return;
    const environment = { ...process.env, LD_LIBRARY_PATH: binary.libraryPath };
    child = spawn(binary.path, args, { stdio: 'ignore', env: environment });
    await vi.waitFor(async () => await redis.ping(), SOON);
  };
  await start();
  return {
    port,
    busPort,
    url: `redis://127.0.0.1:${port}`,
    redis,
    start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    kill: async () => {
      if (child === undefined || !runs()) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function joinNodes(
  first: ClusterNode,
  masters: readonly ClusterNode[],
  replica: ClusterNode,
): Promise<void> {
  const all = [...masters, replica];
  for (const [at, { redis }] of masters.entries()) {
    const from = Math.ceil((at * SLOTS) / masters.length);
    const to = Math.ceil(((at + 1) * SLOTS) / masters.length);
    await redis.cluster('ADDSLOTS', ...Array.from({ length: to - from }, (_, slot) => from + slot));
  }
  for (const { redis } of all.slice(1)) {
    await redis.call('CLUSTER', 'MEET', '127.0.0.1', first.port, first.busPort);
  }
  await vi.waitFor(async () => {
    for (const { redis } of all) {
      const info = await redis.cluster('INFO');
      if (!/cluster_state:ok/.test(info) || !/cluster_known_nodes:4/.test(info)) throw new Error(info);
    }
  }, SOON);
  await replica.redis.cluster('REPLICATE', await first.redis.cluster('MYID'));
  await untilReplicated(first, replica);
}

async function untilReplicated(master: ClusterNode, replica: ClusterNode): Promise<void> {
  await vi.waitFor(async () => {
    const info = await replica.redis.info('replication');
    if (!/master_link_status:up/.test(info)) throw new Error(info);
    if ((await master.redis.wait(1, 100)) < 1) throw new Error('the replica is behind');
  }, SOON);
}

async function cutReplica(master: ClusterNode, replica: ClusterNode): Promise<void> {
  await untilReplicated(master, replica);
  await master.redis.call('ACL', 'SETUSER', 'default', '-psync', '-sync');
  await master.redis.call('CLIENT', 'KILL', 'TYPE', 'replica');
}
