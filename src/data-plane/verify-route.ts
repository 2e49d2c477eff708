import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { JSON_TYPE, writeVerdict } from './answer.ts';
import type { NoteAnswer } from './answer-times.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import type { GatewayVerify } from './gateway-verify.ts';
import { createAnswerHot } from './hot-answer.ts';
import type { HotRoute } from './hot-routes.ts';
import { BODY_BYTES_MAX } from './http-server.ts';
import { VERIFY_BODY } from './schemas.ts';
import type { Authorize, Demand, KnownCaller } from './tokens.ts';
import type { VerifyRequest } from './verify.ts';
import { readVerifyRequest } from './verify-request.ts';

const PATH = '/v1/keys/verify';
const DEMAND: Demand = { kinds: ['GATEWAY'], scopes: ['verify'] };

interface VerifyRouteDeps {
  readonly authorize: Authorize;
  readonly knownCaller: KnownCaller;
  readonly verify: GatewayVerify;
  /** Tells of an answer that Fastify did not see. */
  readonly onAnswered: NoteAnswer;
}

/**
 * Adds `POST /v1/keys/verify`: in front of Fastify for requests that are in order, and on Fastify for all others, which
 * says what is wrong with them.
 */
export function addVerify(server: FastifyInstance, deps: VerifyRouteDeps): void {
  server.hotRoutes.add(PATH, createHotVerify({ ...deps, log: server.log }));
  server.post<{ Body: VerifyRequest }>(
    PATH,
    {
      schema: { body: VERIFY_BODY },
      onRequest: authorizeBefore(deps.authorize, DEMAND),
      preParsing: async (request, _reply, payload) => server.hotRoutes.bodyOf(request.raw) ?? payload,
    },
    async (request, reply) =>
      await reply
        .type(JSON_TYPE)
        .send(writeVerdict(await deps.verify(callerOf(request), request.body), request.id)),
  );
}

function createHotVerify(
  deps: Pick<VerifyRouteDeps, 'knownCaller' | 'verify' | 'onAnswered'> & { readonly log: FastifyBaseLogger },
): HotRoute {
  const answer = createAnswerHot(PATH, deps.log, deps.onAnswered);
  return {
    bodyBytesMax: BODY_BYTES_MAX,
    admit: (request) => {
      const caller = deps.knownCaller(request.headers.authorization, DEMAND);
      if (caller === undefined) return undefined;
      const startedAt = performance.now();
      return (body, requestId, response) => {
        const asked = readVerifyRequest(body.toString());
        if (asked === undefined) return false;
        answer({ requestId, response, startedAt }, deps.verify(caller, asked), (verdict) =>
          writeVerdict(verdict, requestId),
        );
        return true;
      };
    },
  };
}
