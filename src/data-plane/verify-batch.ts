import type { FastifyInstance, FastifyRequest } from 'fastify';
import { couldBeKey } from '../core/key/format.ts';
import { JSON_TYPE, writeVerdict } from './answer.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import type { GatewayVerify } from './gateway-verify.ts';
import { describeInvalid, logProblem, Problem, toProblem } from './problem.ts';
import { VERIFY_BATCH_BODY, VERIFY_BODY } from './schemas.ts';
import type { Authorize, Caller } from './tokens.ts';
import type { VerifyRequest } from './verify.ts';

/** 100 verifications with the longest scopes that are of use. */
const BODY_BYTES_MAX = 2 ** 20;

interface VerifyBatchDeps {
  readonly authorize: Authorize;
  readonly verify: GatewayVerify;
  /** Reads the records of many keys ahead. */
  readonly prepare: (secrets: readonly string[]) => Promise<void>;
}

/**
 * Adds `POST /v1/keys/verify-batch`: up to 100 verifications, answered in their order. Each is answered for itself: one that
 * cannot be served has a code of docs/errors.md and a detail instead of a decision, and the others stand.
 */
export function addVerifyBatch(server: FastifyInstance, deps: VerifyBatchDeps): void {
  server.post<{ Body: { verifications: unknown[] } }>(
    '/v1/keys/verify-batch',
    {
      schema: { body: VERIFY_BATCH_BODY },
      bodyLimit: BODY_BYTES_MAX,
      onRequest: authorizeBefore(deps.authorize, { kinds: ['GATEWAY'], scopes: ['verify'] }),
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const entries = request.body.verifications.map((input) => parseEntry(request, input));
      const secrets = entries.flatMap((entry) => (entry instanceof Problem ? [] : [entry.key]));
      await deps.prepare(secrets.filter(couldBeKey));
      const decisions = await Promise.all(
        entries.map(async (entry) => await answerEntry(request, caller, entry, deps)),
      );
      return await reply.type(JSON_TYPE).send(`{"decisions":[${decisions.join(',')}]}`);
    },
  );
}

function parseEntry(request: FastifyRequest, input: unknown): VerifyRequest | Problem {
  const validate = request.compileValidationSchema(VERIFY_BODY);
  if (isVerifyRequest(input, validate)) return input;
  return new Problem(400, 'INVALID_REQUEST', describeInvalid('verification', validate.errors ?? []));
}

/** The schema says what a request is, as it does for single ones. */
function isVerifyRequest(input: unknown, validate: (input: unknown) => unknown): input is VerifyRequest {
  return validate(input) === true;
}

async function answerEntry(
  request: FastifyRequest,
  caller: Caller,
  entry: VerifyRequest | Problem,
  { verify }: VerifyBatchDeps,
): Promise<string> {
  try {
    if (entry instanceof Problem) throw entry;
    return writeVerdict(await verify(caller, entry), request.id);
  } catch (error) {
    const { code, message: detail } = logProblem(request.log, error, toProblem(error));
    return JSON.stringify({ valid: false, code, detail, requestId: request.id });
  }
}
