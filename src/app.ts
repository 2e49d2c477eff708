import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { carryVersions } from './actions/carry-versions.ts';
import type { ActionDeps, IdentityDeps } from './actions/deps.ts';
import { createSignInThrottle } from './actions/sign-in-throttle.ts';
import { mountControlPlane } from './app/control-plane.ts';
import { introduceOwner } from './app/first-owner.ts';
import { readTrustedDocuments } from './app/trusted-documents.ts';
import type { Config } from './config.ts';
import { CountersUnavailable, cannotListen, unreachable } from './core/errors.ts';
import type { Pepper } from './core/key/digest.ts';
import { openSealed } from './core/seal.ts';
import { type Counters, openCounters } from './counters/counters.ts';
import { registerHealth } from './data-plane/health.ts';
import { createHttpServer, registerDataPlane } from './data-plane/server.ts';
import { lockDataDir } from './embedded/lock.ts';
import { startEmbeddedPostgres } from './embedded/postgres.ts';
import { startEmbeddedRedis } from './embedded/redis.ts';
import { loadSecrets } from './embedded/secrets.ts';
import type { Measurement } from './jobs/deps.ts';
import { createJobMetrics } from './jobs/metrics.ts';
import { startWorker } from './jobs/worker.ts';
import { createMailer, type Mailer } from './mail/mailer.ts';
import { findAccessToken, noteUse } from './storage/access-tokens.ts';
import { openStorage, type Storage } from './storage/client.ts';
import { findKeyRecord, findKeyRecordByDigest, findWorkspacesOfKeys } from './storage/key-records.ts';
import { migrate } from './storage/migrate.ts';
import { findQuotaUse } from './storage/quota-use.ts';
import { findErrorDialect } from './storage/servers.ts';
import { findRaisesSince } from './storage/version-raises.ts';

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

/** What all parts of a start share. */
interface Frame {
  readonly config: Config;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly observe: (name: Measurement, value: number) => void;
  /** What has been started, to be stopped in the opposite order. */
  readonly stops: (() => Promise<void>)[];
  readonly notes: string[];
}

/** What actions work with; the storage is not confined. */
type AppDeps = Omit<ActionDeps, 'storage'> & IdentityDeps & { readonly mailer: Mailer };

interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Versions of this span are carried again after a reconnect: longer than any failover loses. */
const RAISED_AGAIN_MS = 3_600_000;

/**
 * Starts Keywatch: its services where none are configured, the migrations, and the parts of its role. Throws
 * StartFailure, EmbeddedError or what a part threw, after stopping what was started.
 */
export async function startApp(config: Config): Promise<App> {
  const registry = new Registry();
  const frame: Frame = {
    config,
    logger: pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false })),
    registry,
    observe: createJobMetrics(registry),
    stops: [],
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
  const services = await openServices(frame);
  await migrate(services.databaseUrl);
  const storage = openStorage({ databaseUrl: services.databaseUrl });
  stops.push(storage.close);
  const counters = await connectCounters(frame, services.redisUrl, storage);
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
  const url = await serve(frame, deps, counters);
  if (config.role !== 'api') startJobs(frame, services.redisUrl, deps, counters);
  // Last of all: a start that fails after this would take the only sight of the password with it.
  await introduceOwner(frame.config, deps, frame.notes);
  return url;
}

async function openServices({ config, stops, notes, logger }: Frame): Promise<Services> {
  const { databaseUrl, redisUrl, dataDir } = config;
  if (databaseUrl !== undefined && redisUrl !== undefined) return { databaseUrl, redisUrl };
  stops.push(await lockDataDir(dataDir));
  const embedded = { dataDir, log: (line: string) => logger.info(line) };
  const keep = (name: string, part: { url: string; stop(): Promise<void> }): string => {
    stops.push(part.stop);
    notes.push(`${name} is an embedded one; its data is in ${dataDir}.`);
    return part.url;
  };
  return {
    databaseUrl: databaseUrl ?? keep('Postgres', await startEmbeddedPostgres(embedded)),
    redisUrl: redisUrl ?? keep('Redis', await startEmbeddedRedis(embedded)),
  };
}

async function connectCounters(frame: Frame, url: string, storage: Storage): Promise<Counters> {
  const { config, logger, observe } = frame;
  const carryAgain = async (versions: Counters['versions']) => {
    const keyIds = await findRaisesSince(storage.prisma, new Date(Date.now() - RAISED_AGAIN_MS));
    const deps = { storage, versions, now: () => new Date() };
    if ((await carryVersions(deps, keyIds)) === 'PENDING') throw new CountersUnavailable();
  };
  return await openCounters({
    url,
    prefix: config.redisPrefix,
    shards: config.shards,
    now: Date.now,
    randomUuid: randomUUID,
    beforeResuming: carryAgain,
    onUnreadable: (field) => {
      observe('unreadableCells', 1);
      logger.error({ field }, 'a cell in Redis cannot be read');
    },
  }).catch((cause: unknown) => {
    throw unreachable('REDIS_UNREACHABLE', url, cause);
  });
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

function startJobs(frame: Frame, redisUrl: string, deps: AppDeps, counters: Counters): void {
  const { config, logger, stops } = frame;
  const worker = startWorker({
    storage: deps.storage,
    cells: counters.cells,
    carryVersions: deps.carryVersions,
    now: deps.now,
    random: Math.random,
    openSecret: (sealed) => openSealed(sealed, deps.encryptionKey),
    webhookAllowCidrs: config.webhookAllowCidrs,
    redis: { url: redisUrl, prefix: config.redisPrefix },
    log: logger,
    observe: frame.observe,
  });
  // Stopped after the server, which is the last of the list by now.
  stops.splice(-1, 0, worker.stop);
}

async function serve(frame: Frame, deps: AppDeps, counters: Counters): Promise<string> {
  const { config, logger, registry, stops } = frame;
  const server = createHttpServer({
    logger,
    bootId: randomUUID().slice(0, 8),
    trustedProxies: config.trustedProxies,
  });
  stops.push(async () => await server.close());
  const { prisma, read } = deps.storage;
  registerHealth(server, {
    checks: { postgres: async () => void (await prisma.$queryRaw`SELECT 1`), redis: counters.ping },
    registry,
  });
  if (config.role !== 'worker') {
    registerDataPlane(server, {
      counters,
      records: {
        findByDigest: async (digests) => await findKeyRecordByDigest(read, digests),
        findById: async (keyId) => await findKeyRecord(read, keyId),
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
      peppers: deps.peppers,
      now: Date.now,
      registry,
    });
    mountControlPlane(server, {
      trustedDocuments: { texts: await readTrustedDocuments(), mode: config.trustedDocuments },
      ...deps,
      signUp: config.signUp ?? (config.nodeEnv === 'production' ? 'closed' : 'open'),
      publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      shards: config.shards,
      log: logger,
    });
  }
  return await listen(server, config);
}

async function listen(server: FastifyInstance, { host, port }: Config): Promise<string> {
  return await server.listen({ host, port }).catch((cause: unknown) => {
    throw cannotListen(host, port, cause);
  });
}
