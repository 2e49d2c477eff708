import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { statusOf } from '../core/decision-status.ts';
import { type ErrorDialect, writeRefusal } from '../core/error-dialect.ts';
import type { KeyRecord } from '../core/key/record.ts';
import { limitHeaders } from '../core/limit-view.ts';
import { writeRateLimit } from './answer.ts';
import { type AskKey, KEYLESS, type KeyAnswer } from './ask-key.ts';
import { rpcIdOf, takeAnyBody } from './auth-body.ts';
import { type AuthQuestion, readHeaders, readQuery } from './auth-question.ts';
import type { Dialects } from './dialects.ts';
import type { Failures } from './failures.ts';
import { keyInvalid, keysDiffer, throttled } from './key-problem.ts';
import type { Verdict } from './verify.ts';

interface AuthDeps {
  readonly askKey: AskKey;
  readonly dialects: Dialects;
  readonly failures: Failures;
  readonly now: () => number;
}

/** What a refusal says. */
interface Refused {
  readonly status: 401 | 403 | 429;
  readonly code: string;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Adds forward-auth: `/v1/auth` for nginx, Traefik and Caddy, `/v1/auth/<original path>` for Envoy. It answers 200, 401,
 * 403 or 429, and 400 to a question that the gateway's configuration got wrong, which gateways do not let through.
 */
export function addAuth(server: FastifyInstance, deps: AuthDeps): void {
  void server.register(async (scope) => {
    takeAnyBody(scope);
    scope.all('/v1/auth', async (request, reply) => {
      const question = readQuery(request.query, request.headers, request.method);
      return await answer(deps, request, reply, question);
    });
    scope.all('/v1/auth/*', async (request, reply) => {
      const path = request.url.slice('/v1/auth'.length).split('?')[0] ?? '';
      const question = readHeaders(request.headers, request.method, path);
      return await answer(deps, request, reply, question);
    });
  });
}

async function answer(
  deps: AuthDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { refusalsIn, ...question }: AuthQuestion,
): Promise<FastifyReply> {
  const told = await deps.askKey(request, question);
  void reply.header('cache-control', 'no-store');
  if (told.kind === 'verdict' && told.verdict.code === 'VALID') {
    return await reply
      .headers(grantHeaders(told.verdict, question.server, deps.now()))
      .code(200)
      .send();
  }
  const refused = refusalOf(told, deps.now());
  const { contentType, body } = writeRefusal(await dialectFor(deps, request, told, question), {
    ...refused,
    requestId: request.id,
    rpcId: rpcIdOf(request.body),
  });
  void reply.headers({ ...refused.headers, 'x-keywatch-code': refused.code });
  if (refusalsIn === 'header') void reply.header('x-keywatch-body', body);
  return await reply.code(refused.status).type(contentType).send(body);
}

/** Who guesses does not make Keywatch look for dialects. */
async function dialectFor(
  { dialects, failures }: AuthDeps,
  { ip }: FastifyRequest,
  told: KeyAnswer,
  question: Pick<AuthQuestion, 'workspaceId' | 'server'>,
): Promise<ErrorDialect> {
  const guesses = told.kind === 'throttled' || failures.waitSeconds({ ip, group: KEYLESS }) > 0;
  return guesses ? dialects.remembered(question) : await dialects.of(question);
}

function refusalOf(told: KeyAnswer, nowMs: number): Refused {
  if (told.kind === 'verdict') return refusalOfVerdict(told.verdict, nowMs);
  const problem =
    told.kind === 'throttled'
      ? throttled(told.retryAfterSeconds)
      : told.code === 'KEYS_DIFFER'
        ? keysDiffer()
        : keyInvalid();
  const { code, message: detail, retryAfterSeconds } = problem;
  return retryAfterSeconds === undefined
    ? { status: 401, code, detail, headers: { 'www-authenticate': 'Bearer' } }
    : { status: 429, code, detail, headers: { 'retry-after': String(retryAfterSeconds) } };
}

/** Whoever holds a living key may know why it does not do. */
function refusalOfVerdict(verdict: Verdict, nowMs: number): Refused {
  const limits = limitHeaders(writeRateLimit(verdict), nowMs);
  const { code } = verdict;
  if (statusOf(code) === 429) {
    const wait = waitOf(verdict, limits['retry-after']);
    const detail = `The key's limit is used up; ${wait === undefined ? 'ask for a larger one' : `try again in ${wait} s`}.`;
    const headers = { ...limits, ...(wait === undefined ? {} : { 'retry-after': wait }) };
    return { status: 429, code, detail, headers };
  }
  return {
    status: 403,
    code,
    detail: `The key may not do this (${code}); see docs/errors.md.`,
    headers: limits,
  };
}

/** Seconds until it is worth another try; a lease may be given back any moment, and some quotas are never filled again. */
function waitOf({ code, quota }: Verdict, ofWindow: string | undefined): string | undefined {
  if (code !== 'QUOTA_EXCEEDED') return ofWindow ?? '1';
  return quota?.refillMs == null ? undefined : String(Math.ceil(quota.refillMs / 1_000));
}

function grantHeaders(verdict: Verdict, server: string | undefined, nowMs: number): Record<string, string> {
  return {
    'x-keywatch-code': verdict.code,
    ...(verdict.record === undefined ? {} : keyHeaders(verdict.record)),
    ...(server === undefined ? {} : { 'x-keywatch-server': server }),
    ...limitHeaders(writeRateLimit(verdict), nowMs),
  };
}

function keyHeaders({
  id,
  ownerId,
  workspaceId,
  environment,
  scopes,
  name,
}: KeyRecord): Record<string, string> {
  return {
    'x-keywatch-key-id': id,
    'x-keywatch-key-name': encodeURIComponent(name.toWellFormed()),
    'x-keywatch-owner-id': ownerId,
    'x-keywatch-workspace-id': workspaceId,
    'x-keywatch-environment': encodeURIComponent(environment.toWellFormed()),
    'x-keywatch-scopes': scopes.join(' '),
  };
}
