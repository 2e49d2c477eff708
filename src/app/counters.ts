import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { carryVersions } from '../actions/carry-versions.ts';
import type { Config } from '../config.ts';
import { CountersUnavailable, unreachable } from '../core/errors.ts';
import { type Counters, openCounters } from '../counters/counters.ts';
import type { RedisUrl } from '../counters/redis-url.ts';
import type { Measurement } from '../jobs/deps.ts';
import type { Storage } from '../storage/client.ts';
import { findCountedCells } from '../storage/counted-cells.ts';
import { readKeyVersions } from '../storage/key-records.ts';
import { noteLosses } from '../storage/usage-losses.ts';
import { findRaisesSince } from '../storage/version-raises.ts';
import { keepLosses } from './losses.ts';

/** Versions of this span are carried again after an outage: longer than any failover loses. */
const RAISED_AGAIN_MS = 3_600_000;

/**
 * Connects to the Redis of `url`. Throws StartFailure where it does not answer. Closing them tells of counts that are lost
 * with this process, because Redis is away.
 */
export async function connectCounters(deps: {
  config: Config;
  logger: Logger;
  observe: (name: Measurement, value: number) => void;
  url: RedisUrl;
  storage: Storage;
}): Promise<Counters> {
  const { config, logger, observe, url, storage } = deps;
  const { prisma, read } = storage;
  const carryAgain = async (versions: Counters['versions'], isOfShard: (keyId: string) => boolean) => {
    const raised = await findRaisesSince(prisma, new Date(Date.now() - RAISED_AGAIN_MS));
    const keyIds = raised.filter(isOfShard);
    const deps = { storage, versions, now: () => new Date() };
    if ((await carryVersions(deps, keyIds)) === 'PENDING') throw new CountersUnavailable();
  };
  const counters = await openCounters({
    url,
    prefix: config.redisPrefix,
    shards: config.shards,
    silentMs: config.redisSilentMs,
    verifies: config.role !== 'worker',
    now: Date.now,
    randomUuid: randomUUID,
    beforeResuming: carryAgain,
    loadVersions: async (keyIds) => await readKeyVersions(read, keyIds),
    loadCounted: async (query) => await findCountedCells(prisma, query),
    onOutage: (err) =>
      logger.warn({ err }, 'Redis is away: verification goes on from Postgres, with a share of the limits.'),
    onRecovered: () => logger.info('Redis is back, and has all counts.'),
    onUnreadable: (field) => {
      observe('unreadableCells', 1);
      logger.error({ field }, 'a cell in Redis cannot be read');
    },
  }).catch((cause: unknown) => {
    throw typeof url === 'string'
      ? unreachable('REDIS_UNREACHABLE', url, cause)
      : unreachable('REDIS_CLUSTER_UNREACHABLE', url[0] ?? '', cause);
  });
  const source = randomUUID();
  const losses = keepLosses({
    losses: counters.outage.losses,
    note: async (rows, now) => await noteLosses(prisma, { source, rows, now }),
    now: () => new Date(),
    log: logger,
  });
  return {
    ...counters,
    close: async () => {
      await counters.close();
      const lost = counters.outage.waiting();
      await losses.stop();
      if (lost > 0)
        logger.error({ lost }, 'Redis is still away: decisions that waited to be counted are lost.');
    },
  };
}
