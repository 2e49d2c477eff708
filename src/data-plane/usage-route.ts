import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { holdsTokenScope } from '../core/token-scope.ts';
import type { NoteAnswer } from './answer-times.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import { createAnswerHot, parseJson } from './hot-answer.ts';
import type { HotRoute } from './hot-routes.ts';
import type { RecordPlainUsage } from './plain-usage.ts';
import { USAGE_BODY } from './schemas.ts';
import { type Authorize, type Caller, type Demand, demandTokenScope, type KnownCaller } from './tokens.ts';
import type { RecordUsage, UsageAnswer, UsageRequest } from './usage.ts';

const PATH = '/v1/usage';
const DEMAND: Demand = { kinds: ['GATEWAY', 'ADMIN'], scopes: ['usage:write', 'backfill:write'] };
/** The longest report. */
export const USAGE_BYTES_MAX = 2 ** 20;
const { batchId: BATCH_ID, events: EVENTS } = USAGE_BODY.properties;

interface UsageRouteDeps {
  readonly authorize: Authorize;
  readonly knownCaller: KnownCaller;
  readonly recordUsage: RecordUsage;
  readonly recordPlainUsage: RecordPlainUsage;
  readonly onRecorded: (accepted: number, rejected: number) => void;
  /** Tells of an answer that Fastify did not see. */
  readonly onAnswered: NoteAnswer;
}

/**
 * Adds `POST /v1/usage`: in front of Fastify for reports that are in order and no backfill, and on Fastify for all others,
 * which says what is wrong with them.
 */
export function addUsage(server: FastifyInstance, deps: UsageRouteDeps): void {
  server.hotRoutes.add(PATH, createHotUsage({ ...deps, log: server.log }));
  server.post<{ Body: UsageRequest }>(
    PATH,
    {
      schema: { body: USAGE_BODY },
      bodyLimit: USAGE_BYTES_MAX,
      onRequest: authorizeBefore(deps.authorize, DEMAND),
      preParsing: async (request, _reply, payload) => server.hotRoutes.bodyOf(request.raw) ?? payload,
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

function createHotUsage(deps: Omit<UsageRouteDeps, 'authorize'> & { log: FastifyBaseLogger }): HotRoute {
  const answer = createAnswerHot(PATH, deps.log, deps.onAnswered);
  const recordParsed = (caller: Caller, body: Buffer) => {
    const report = readReport(body.toString());
    return report === undefined ? undefined : deps.recordUsage(caller, report);
  };
  return {
    bodyBytesMax: USAGE_BYTES_MAX,
    admit: (request) => {
      const caller = deps.knownCaller(request.headers.authorization, DEMAND);
      if (caller === undefined || !holdsTokenScope(caller.scopes, 'usage:write')) return undefined;
      const startedAt = performance.now();
      return (body, requestId, response) => {
        const work = deps.recordPlainUsage(caller, body) ?? recordParsed(caller, body);
        if (work === undefined) return false;
        answer({ requestId, response, startedAt }, work, (usage) => {
          deps.onRecorded(usage.accepted, usage.rejected.length);
          return writeAnswer(usage);
        });
        return true;
      };
    },
  };
}

function writeAnswer({ accepted, rejected, repeated }: UsageAnswer): string {
  return `{"accepted":${accepted},"rejected":${rejected.length === 0 ? '[]' : JSON.stringify(rejected)},"repeated":${repeated}}`;
}

/** Reads a report that is no backfill; undefined where anything but its events is out of order. Never more lenient than USAGE_BODY. */
function readReport(text: string): UsageRequest | undefined {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || !('events' in body)) return undefined;
  const { events, batchId, ...more }: { events: unknown; batchId?: unknown } = body;
  if (!Array.isArray(events) || events.length > EVENTS.maxItems || Object.keys(more).length > 0)
    return undefined;
  if (batchId === undefined) return { events };
  if (typeof batchId !== 'string' || batchId === '' || batchId.length > BATCH_ID.maxLength) return undefined;
  return { batchId, events };
}
