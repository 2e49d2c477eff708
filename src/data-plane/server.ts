import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { DecisionCode } from '../core/decision.ts';
import type { ErrorDialect } from '../core/error-dialect.ts';
import type { Pepper } from '../core/key/digest.ts';
import type { ReportLeaks } from '../core/leak/report.ts';
import type { Counters } from '../counters/counters.ts';
import { createAskKey } from './ask-key.ts';
import { addAuth } from './auth.ts';
import { createCaps } from './caps.ts';
import { addChangeStreams } from './change-streams.ts';
import { createDialects } from './dialects.ts';
import { createEventPlaces } from './event-places.ts';
import { createFailedLookUps } from './failed-look-ups.ts';
import { createFailures } from './failures.ts';
import { createGatewayVerify, type GatewayVerify } from './gateway-verify.ts';
import { createGithubKeys, type FetchGithubKeys } from './github-keys.ts';
import { addGithubLeaks } from './github-leaks.ts';
import { createHolderReports } from './holder-reports.ts';
import { addKeyRecord } from './key-record.ts';
import { addLeaks } from './leaks.ts';
import { addLeases } from './leases.ts';
import { addMe } from './me.ts';
import { createDataPlaneMetrics } from './metrics.ts';
import { registerOutageMetrics } from './outage-metrics.ts';
import { createRecordPlainUsage } from './plain-usage.ts';
import { databaseUnavailable } from './problem.ts';
import { createQuotaUse, type FindQuotaUse } from './quota-use.ts';
import { createRecords, type RecordSource } from './records.ts';
import type { OpenSigningSecret } from './signed.ts';
import { createAuthorize, type TokenRecord } from './tokens.ts';
import { createRecordUsage } from './usage.ts';
import { addUsage, USAGE_BYTES_MAX } from './usage-route.ts';
import { createVerify } from './verify.ts';
import { addVerifyBatch } from './verify-batch.ts';
import { addVerify } from './verify-route.ts';

export interface DataPlaneDeps {
  readonly counters: Pick<
    Counters,
    'decider' | 'leases' | 'recorder' | 'versions' | 'imports' | 'changes' | 'tally' | 'outage'
  >;
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
  readonly reportLeaks: ReportLeaks;
  /** Tells whether an error of what is handed in here means that Postgres is at fault, and not we. */
  readonly isDatabaseFailure: (error: unknown) => boolean;
  readonly fetchGithubKeys: FetchGithubKeys;
  readonly peppers: readonly Pepper[];
  readonly openSigningSecret: OpenSigningSecret;
  readonly now: () => number;
  readonly registry: Registry;
  /** Left out: nothing is traced. */
  readonly trace?: (<T>(work: () => Promise<T>) => Promise<T>) | undefined;
}

/** Adds the routes that gateways call on every request, and the one that those who hold a key call. */
export function registerDataPlane(server: FastifyInstance, deps: DataPlaneDeps): void {
  const { counters, now } = deps;
  const { versions, imports } = counters;
  const source: RecordSource = {
    findByDigest: async (digests) => {
      metrics.loaded(1);
      return await deps.records.findByDigest(digests);
    },
    findById: async (keyId) => {
      metrics.loaded(1);
      return await deps.records.findById(keyId);
    },
    findByIds: async (keyIds) => {
      metrics.loaded(keyIds.length);
      return await deps.records.findByIds(keyIds);
    },
  };
  const records = createRecords({ source, versions, imports, peppers: deps.peppers, now });
  const failures = createFailures({
    now,
    onFailed: (cause) => metrics.failed(cause),
    onExhausted: (report) => server.log.warn(report, 'keys are being guessed, or a client holds a dead one'),
  });
  const metrics = createDataPlaneMetrics(deps.registry, {
    records: records.size,
    unknownKeys: records.unknownSize,
    failingAddresses: failures.size,
    batches: counters.tally,
  });
  registerOutageMetrics(deps.registry, counters.outage);
  const caps = createCaps();
  const { authorize, knownCaller } = createAuthorize({
    findToken: deps.findToken,
    noteTokenUse: deps.noteTokenUse,
    now,
  });
  const quotaUse = createQuotaUse(deps.findQuotaUse);
  const { openSigningSecret } = deps;
  const { decider } = counters;
  const verify = createVerify({ records, decider, quotaUse, caps, openSigningSecret, now });
  const usage = { records, recorder: counters.recorder, caps, places: createEventPlaces(caps), now };

  server.decorateRequest('caller', null);
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url;
    if (route !== undefined) metrics.answered(route, reply.statusCode, reply.elapsedTime / 1_000);
  });
  const onDecided = (code: DecisionCode) => metrics.decided(code);
  const lookUps = createFailedLookUps({ recorder: counters.recorder, now });
  server.addHook('onClose', async () => await lookUps.flush());
  const onUnknown = lookUps.note;
  const untraced = createGatewayVerify({ verify, failures, onDecided, onUnknown });
  const { trace } = deps;
  const gatewayVerify: GatewayVerify =
    trace === undefined ? untraced : async (...asked) => await trace(async () => await untraced(...asked));
  addVerify(server, { authorize, knownCaller, verify: gatewayVerify, onAnswered: metrics.answered });
  addVerifyBatch(server, { authorize, verify: gatewayVerify, prepare: records.prepare });
  addKeyRecord(server, { authorize, source: deps.records, peppers: deps.peppers, onUnknown });
  addChangeStreams(server, { authorize, changes: counters.changes, workspacesOf: deps.workspacesOf, now });
  const reportLeaks: ReportLeaks = async (...report) =>
    await deps.reportLeaks(...report).catch((cause: unknown) => {
      throw deps.isDatabaseFailure(cause) ? databaseUnavailable(cause) : cause;
    });
  addLeaks(server, { authorize, reportLeaks, holderReports: createHolderReports(now) });
  addGithubLeaks(server, {
    reportLeaks,
    githubKeys: createGithubKeys({ fetchKeys: deps.fetchGithubKeys, now }),
  });
  addLeases(server, { authorize, leases: counters.leases });
  const onThrottled = () => metrics.throttled();
  const { knows } = records;
  const askKey = createAskKey({ verify, knows, failures, onDecided, onThrottled, onUnknown, now });
  addMe(server, askKey);
  addAuth(server, { askKey, dialects: createDialects({ find: deps.findDialect, now }), failures, now });
  addUsage(server, {
    authorize,
    knownCaller,
    recordUsage: createRecordUsage(usage),
    recordPlainUsage: createRecordPlainUsage({ ...usage, bodyBytesMax: USAGE_BYTES_MAX }),
    onAnswered: metrics.answered,
    onRecorded: (accepted, rejected) => metrics.recorded(accepted, rejected),
  });
}
