import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { carryVersions } from './actions/carry-versions.ts';
import type { ActionDeps, IdentityDeps } from './actions/deps.ts';
import { reportLeaks } from './actions/report-leaks.ts';
import { createSignInThrottle } from './actions/sign-in-throttle.ts';
import { createClockCheck } from './app/clock.ts';
import { mountControlPlane } from './app/control-plane.ts';
import { connectCounters } from './app/counters.ts';
import { mountDashboard } from './app/dashboard.ts';
import { introduceOwner } from './app/first-owner.ts';
import { startJobs } from './app/jobs.ts';
import { registerPoolMetrics } from './app/pool-metrics.ts';
import { mountQueueBoard } from './app/queue-board.ts';
import { openServices } from './app/services.ts';
import { startTracing, type Tracing } from './app/tracing.ts';
import { readTrustedDocuments } from './app/trusted-documents.ts';
import { type Config, publicUrlOf } from './config.ts';
import { CountersUnavailable, cannotListen } from './core/errors.ts';
import type { Pepper } from './core/key/digest.ts';
import { openSigningSecret } from './core/key/signing-secret.ts';
import type { Counters } from './counters/counters.ts';
import { COMMON_SHARD } from './counters/redis-keys.ts';
import type { RedisUrl } from './counters/redis-url.ts';
import { fetchGithubKeys } from './data-plane/github-keys.ts';
import { registerHealth } from './data-plane/health.ts';
import { createHttpServer } from './data-plane/http-server.ts';
import { registerDataPlane } from './data-plane/server.ts';
import { loadSecrets } from './embedded/secrets.ts';
import type { Measurement } from './jobs/deps.ts';
import { createJobMetrics } from './jobs/metrics.ts';
import { createMailer, type Mailer } from './mail/mailer.ts';
import { findAccessToken, noteUse } from './storage/access-tokens.ts';
import { openStorage } from './storage/client.ts';
import { databaseFailureOf } from './storage/failures.ts';
import {
  findKeyRecord,
  findKeyRecordByDigest,
  findKeyRecords,
  findWorkspacesOfKeys,
} from './storage/key-records.ts';
import { migrate } from './storage/migrate.ts';
import { findQuotaUse } from './storage/quota-use.ts';
import { findErrorDialect } from './storage/servers.ts';

export { migrate };

/** A running Keywatch. */
export interface App {
  /** Where it listens. */
  readonly url: string;
  /** What to tell the person who started it. */
  readonly greeting: string;
  /** Stops accepting, finishes what is under way, and ends what it started. */
  stop(): Promise<void>;
}

/** The processes that share a port, of which this one is a member. */
export interface Group {
  /** Makes this process' metrics known to the group. */
  join(registry: Registry): void;
  /** The metrics of all its processes, as Prometheus reads them. */
  metrics(): Promise<string>;
}

/** What all parts of a start share. */
interface Frame {
  readonly config: Config;
  readonly group: Group | undefined;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly observe: (name: Measurement, value: number) => void;
  /** What has been started, to be stopped in the opposite order. */
  readonly stops: (() => Promise<void>)[];
  readonly notes: string[];
  /** Undefined where no collector is configured. */
  readonly tracing: Tracing | undefined;
}

/** What actions work with; the storage is not confined. */
type AppDeps = Omit<ActionDeps, 'storage'> & IdentityDeps & { readonly mailer: Mailer };

/**
 * Starts Keywatch: its services where none are configured, the migrations, and the parts of its role. Throws
 * StartFailure, EmbeddedError or what a part threw, after stopping what was started.
 */
export async function startApp(config: Config, group?: Group): Promise<App> {
  const registry = new Registry();
  group?.join(registry);
  const tracing = await startTracing(config, Math.random);
  const frame: Frame = {
    config,
    tracing,
    group,
    logger: pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false })),
    registry,
    observe: createJobMetrics(registry),
    stops: tracing === undefined ? [] : [tracing.stop],
    notes: [],
  };
  const stop = async () => {
    for (const stopPart of frame.stops.splice(0).toReversed()) await stopPart();
  };
  try {
    const url = await start(frame);
    const greeting = [
      `Keywatch listens on ${url}${config.role === 'worker' ? '' : ` (GraphQL: ${url}/graphql)`}.`,
      ...frame.notes,
    ].join('\n');
    return { url, greeting, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(frame: Frame): Promise<string> {
  const { config, stops } = frame;
  const { logger } = frame;
  const services = await openServices({ ...frame, log: (line) => logger.info(line) });
  await migrate(services.databaseUrl);
  const storage = openStorage({ databaseUrl: services.databaseUrl });
  stops.push(storage.close);
  const counters = await connectCounters({ ...frame, url: services.redis, storage });
  stops.push(counters.close);
  const deps: AppDeps = {
    storage,
    carryVersions: async (keyIds) =>
      await carryVersions({ storage, versions: counters.versions, now: () => new Date() }, keyIds),
    announceImport: counters.imports.raise,
    now: () => new Date(),
    throttle: createSignInThrottle(),
    mailer: createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, log: frame.logger }),
    randomBytes,
    ...(await readSecrets(config)),
  };
  collectDefaultMetrics({ register: frame.registry });
  registerPoolMetrics(frame.registry, storage);
  const url = await serve(frame, deps, counters, services.redis);
  if (config.role !== 'api') startJobs({ ...frame, url: services.redis, deps, counters });
  // Last of all: a start that fails after this would take the only sight of the password with it.
  await introduceOwner(frame.config, deps, frame.notes);
  return url;
}

async function readSecrets(
  config: Config,
): Promise<{ peppers: [Pepper, ...Pepper[]]; encryptionKey: Uint8Array }> {
  const [newest, ...older] = config.peppers ?? [];
  if (newest !== undefined && config.encryptionKey !== undefined) {
    return { peppers: [newest, ...older], encryptionKey: config.encryptionKey };
  }
  const own = await loadSecrets(config.dataDir);
  return {
    peppers: newest === undefined ? [{ version: 1, secret: own.pepper }] : [newest, ...older],
    encryptionKey: config.encryptionKey ?? own.encryptionKey,
  };
}

async function serve(frame: Frame, deps: AppDeps, counters: Counters, url: RedisUrl): Promise<string> {
  const { config, logger, registry, stops } = frame;
  const server = createHttpServer({
    logger,
    bootId: randomUUID().slice(0, 8),
    trustedProxies: config.trustedProxies,
    registry,
  });
  stops.push(async () => await server.close());
  const { prisma, read } = deps.storage;
  registerHealth(server, {
    checks: {
      postgres: async () => void (await prisma.$queryRaw`SELECT 1`),
      redis: async () => {
        if (counters.outage.isOn()) throw new CountersUnavailable();
        await counters.ping();
      },
      clock: createClockCheck({
        redisMs: async () => await counters.cells.timeMs(COMMON_SHARD),
        now: Date.now,
        registry,
      }),
    },
    // Verification goes on without Redis, and gateways have to find somebody who verifies.
    mayFail: config.role === 'worker' ? [] : ['redis'],
    metrics: {
      contentType: registry.contentType,
      read: async () => await (frame.group ?? registry).metrics(),
    },
  });
  if (config.role !== 'worker') {
    registerDataPlane(server, {
      counters,
      records: {
        findByDigest: async (digests) => await findKeyRecordByDigest(read, digests),
        findById: async (keyId) => await findKeyRecord(read, keyId),
        findByIds: async (keyIds) => await findKeyRecords(read, keyIds),
      },
      findQuotaUse: async (query) => await findQuotaUse(prisma, query),
      findDialect: async (workspaceId, slug) => await findErrorDialect(prisma, workspaceId, slug),
      workspacesOf: async (keyIds) => await findWorkspacesOfKeys(prisma, keyIds),
      findToken: async (digest) => await findAccessToken(prisma, digest),
      noteTokenUse: (tokenId, at) => {
        noteUse(prisma, tokenId, at).catch((err: unknown) =>
          logger.error({ err, tokenId }, 'The use of an access token could not be noted.'),
        );
      },
      reportLeaks: async (found, within) => await reportLeaks(deps, found, within),
      isDatabaseFailure: (error) => databaseFailureOf(error) !== undefined,
      fetchGithubKeys: fetchGithubKeys(config.githubKeysUrl),
      peppers: deps.peppers,
      openSigningSecret: (sealed, keyId) => openSigningSecret(sealed, deps.encryptionKey, keyId),
      now: Date.now,
      registry,
      trace: frame.tracing?.traceVerification,
    });
    const controlPlane = {
      trustedDocuments: { texts: await readTrustedDocuments(), mode: config.trustedDocuments },
      ...deps,
      signUp: config.signUp ?? (config.nodeEnv === 'production' ? 'closed' : 'open'),
      publicUrl: publicUrlOf(config),
      shards: config.shards,
      log: logger,
      trace: frame.tracing?.trace,
    } as const;
    mountControlPlane(server, controlPlane);
    mountDashboard(server);
    const redis = { url, prefix: config.redisPrefix };
    // Closed after the server, which is the last of the list.
    stops.splice(-1, 0, mountQueueBoard(server, { door: controlPlane, redis, logger }));
  }
  // In a group, the worker has no port: the others answer for it.
  if (frame.group !== undefined && config.role === 'worker') return '';
  return await listen(server, config);
}

async function listen(server: FastifyInstance, { host, port }: Config): Promise<string> {
  return await server.listen({ host, port }).catch((cause: unknown) => {
    throw cannotListen(host, port, cause);
  });
}
