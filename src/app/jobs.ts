import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ActionDeps, IdentityDeps } from '../actions/deps.ts';
import { type Config, publicUrlOf } from '../config.ts';
import { containmentUrl } from '../core/containment-link.ts';
import { openSealed } from '../core/seal.ts';
import type { Counters } from '../counters/counters.ts';
import type { RedisUrl } from '../counters/redis-url.ts';
import { registerBacklogMetrics } from '../jobs/backlog-metrics.ts';
import type { Measurement } from '../jobs/deps.ts';
import { QUEUE_NAME } from '../jobs/queues.ts';
import { startWorker } from '../jobs/worker.ts';
import type { Mailer } from '../mail/mailer.ts';
import { readBacklog } from '../storage/backlog.ts';
import type { Tracing } from './tracing.ts';

/** Starts the jobs, and registers how much waits for them. They stop after the server, which is the last of `stops`. */
export function startJobs(frame: {
  readonly config: Config;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly observe: (name: Measurement, value: number) => void;
  readonly stops: (() => Promise<void>)[];
  readonly url: RedisUrl;
  readonly deps: Omit<ActionDeps, 'storage'> & IdentityDeps & { readonly mailer: Mailer };
  readonly counters: Counters;
  readonly tracing: Tracing | undefined;
}): void {
  const { config, logger, deps, counters } = frame;
  const { storage, now } = deps;
  const worker = startWorker({
    storage,
    cells: counters.cells,
    carryVersions: deps.carryVersions,
    now,
    random: Math.random,
    openSecret: (sealed) => openSealed(sealed, deps.encryptionKey),
    signContainLink: (link) => containmentUrl(publicUrlOf(config), link, deps.encryptionKey),
    webhookAllowCidrs: config.webhookAllowCidrs,
    sendMail: deps.mailer.send,
    redis: { url: frame.url, prefix: config.redisPrefix },
    telemetry: frame.tracing?.jobs,
    log: logger,
    observe: frame.observe,
  });
  registerBacklogMetrics(frame.registry, QUEUE_NAME, {
    countJobs: worker.countJobs,
    readBacklog: async () => await readBacklog(storage.prisma, now()),
    countCellSets: counters.countDirty,
    now,
  });
  frame.stops.splice(-1, 0, worker.stop);
}
