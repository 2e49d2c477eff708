import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Registry } from 'prom-client';
import type { DecisionCode } from '../core/decision.ts';
import type { ErrorDialect } from '../core/error-dialect.ts';
import type { Pepper } from '../core/key/digest.ts';
import type { Counters } from '../counters/counters.ts';
import { writeVerdict } from './answer.ts';
import { createAskKey, failureOf } from './ask-key.ts';
import { addAuth } from './auth.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import { createCaps } from './caps.ts';
import { addChangeStreams } from './change-streams.ts';
import { createDialects } from './dialects.ts';
import { createFailures, type Failures } from './failures.ts';
import { addKeyRecord } from './key-record.ts';
import { addLeases } from './leases.ts';
import { addMe } from './me.ts';
import { createDataPlaneMetrics } from './metrics.ts';
import { answerError, answerNotFound } from './problem.ts';
import { createQuotaUse, type FindQuotaUse } from './quota-use.ts';
import { createRecords, type RecordSource } from './records.ts';
import { USAGE_BODY, VERIFY_ANSWER, VERIFY_BODY } from './schemas.ts';
import { type Authorize, createAuthorize, demandTokenScope, type TokenRecord } from './tokens.ts';
import { createRecordUsage, type RecordUsage, type UsageRequest } from './usage.ts';
import { createVerify, type Verify, type VerifyRequest } from './verify.ts';
import { addVerifyBatch } from './verify-batch.ts';

export interface DataPlaneDeps {
  readonly counters: Pick<Counters, 'decider' | 'leases' | 'recorder' | 'versions' | 'imports' | 'changes'>;
  readonly records: RecordSource;
  readonly findQuotaUse: FindQuotaUse;
  /** Finds the error dialect of a server by its slug, undefined where the workspace has none. */
  readonly findDialect: (workspaceId: string, slug: string) => Promise<ErrorDialect | undefined>;
  /** Which workspaces keys belong to. */
  readonly workspacesOf: (keyIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Finds an access token by the SHA-256 of its secret. */
  readonly findToken: (digest: Uint8Array) => Promise<TokenRecord | null>;
  /** Notes that an access token was used, at most once a minute. Not waited for; must not throw. */
  readonly noteTokenUse: (tokenId: string, at: Date) => void;
  readonly peppers: readonly Pepper[];
  readonly now: () => number;
  readonly registry: Registry;
}

const BODY_BYTES_MAX = 100_000;
const USAGE_BYTES_MAX = 2 ** 20;

/** Opens the HTTP server that all routes hang on. Requests get ids of this boot and a number. */
export function createHttpServer(deps: {
  logger: FastifyBaseLogger;
  bootId: string;
  /** CIDR ranges of the proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
}): FastifyInstance {
  let requests = 0;
  const server = fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: deps.trustedProxies.length === 0 ? false : [...deps.trustedProxies],
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: 'idle',
    genReqId: () => `${deps.bootId}-${(requests++).toString(36)}`,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allowUnionTypes: true } },
  });
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerNotFound);
  return server;
}

/** Adds the routes that gateways call on every request, and the one that those who hold a key call. */
export function registerDataPlane(server: FastifyInstance, deps: DataPlaneDeps): void {
  const { counters, now } = deps;
  const { versions, imports } = counters;
  const records = createRecords({ source: deps.records, versions, imports, peppers: deps.peppers, now });
  const failures = createFailures({
    now,
    onFailed: (cause) => metrics.failed(cause),
    onExhausted: (report) => server.log.warn(report, 'keys are being guessed, or a client holds a dead one'),
  });
  const metrics = createDataPlaneMetrics(deps.registry, {
    records: records.size,
    unknownKeys: records.unknownSize,
    failingAddresses: failures.size,
  });
  const caps = createCaps();
  const authorize = createAuthorize({ findToken: deps.findToken, noteTokenUse: deps.noteTokenUse, now });
  const quotaUse = createQuotaUse(deps.findQuotaUse);
  const verify = createVerify({ records, decider: counters.decider, quotaUse, caps, now });
  const recordUsage = createRecordUsage({ records, recorder: counters.recorder, caps, now });

  server.decorateRequest('caller', null);
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url;
    if (route !== undefined) metrics.answered(route, reply.statusCode, reply.elapsedTime / 1_000);
  });
  const onDecided = (code: DecisionCode) => metrics.decided(code);
  addVerify(server, { authorize, verify, failures, onDecided });
  addVerifyBatch(server, { authorize, verify, prepare: records.prepare, onDecided });
  addKeyRecord(server, { authorize, source: deps.records, peppers: deps.peppers });
  addChangeStreams(server, { authorize, changes: counters.changes, workspacesOf: deps.workspacesOf, now });
  addLeases(server, { authorize, leases: counters.leases });
  const onThrottled = () => metrics.throttled();
  const askKey = createAskKey({ verify, knows: records.knows, failures, onDecided, onThrottled, now });
  addMe(server, askKey);
  addAuth(server, { askKey, dialects: createDialects({ find: deps.findDialect, now }), failures, now });
  addUsage(server, {
    authorize,
    recordUsage,
    onRecorded: (accepted, rejected) => metrics.recorded(accepted, rejected),
  });
}

function addVerify(
  server: FastifyInstance,
  deps: {
    authorize: Authorize;
    verify: Verify;
    failures: Failures;
    onDecided: (code: DecisionCode) => void;
  },
): void {
  server.post<{ Body: VerifyRequest }>(
    '/v1/keys/verify',
    {
      schema: { body: VERIFY_BODY, response: { 200: VERIFY_ANSWER } },
      onRequest: authorizeBefore(deps.authorize, { kinds: ['GATEWAY'], scopes: ['verify'] }),
    },
    async (request) => {
      const { workspaceId } = callerOf(request);
      const { key, ip } = request.body;
      const verdict = await deps.verify({ workspaceId }, request.body);
      deps.onDecided(verdict.code);
      const cause = failureOf(verdict.code, key);
      const source = ip === undefined ? undefined : { ip, group: workspaceId };
      if (cause !== undefined) deps.failures.note(cause, source);
      return writeVerdict(verdict, request.id);
    },
  );
}

function addUsage(
  server: FastifyInstance,
  deps: {
    authorize: Authorize;
    recordUsage: RecordUsage;
    onRecorded: (accepted: number, rejected: number) => void;
  },
): void {
  server.post<{ Body: UsageRequest }>(
    '/v1/usage',
    {
      schema: { body: USAGE_BODY },
      bodyLimit: USAGE_BYTES_MAX,
      onRequest: authorizeBefore(deps.authorize, {
        kinds: ['GATEWAY', 'ADMIN'],
        scopes: ['usage:write', 'backfill:write'],
      }),
    },
    async (request) => {
      const caller = callerOf(request);
      const backfill = caller.kind === 'ADMIN' && request.body.backfill === true;
      demandTokenScope(caller, [backfill ? 'backfill:write' : 'usage:write']);
      const answer = await deps.recordUsage(caller, request.body);
      deps.onRecorded(answer.accepted, answer.rejected.length);
      return answer;
    },
  );
}
