import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DecisionCode } from '../core/decision.ts';
import type { KeyRecord } from '../core/key/record.ts';
import { writeRateLimit } from './answer.ts';
import { Problem } from './problem.ts';
import type { Verdict, Verify } from './verify.ts';

const ENDPOINT = 'GET /api/me';

/**
 * Adds `GET /api/me`, which tells whoever holds a key what it is. It is a verification like any other, counted under the
 * endpoint `GET /api/me`.
 */
export function addMe(
  server: FastifyInstance,
  deps: { verify: Verify; onDecided: (code: DecisionCode) => void },
): void {
  server.get('/api/me', async (request, reply) => {
    const userAgent = request.headers['user-agent'];
    const verdict = await deps.verify(null, {
      key: presentedKey(request),
      endpoint: ENDPOINT,
      ip: request.ip,
      ...(userAgent === undefined ? {} : { userAgent }),
    });
    deps.onDecided(verdict.code);
    void reply.header('cache-control', 'no-store');
    return writeMe(verdict);
  });
}

/** The key of `X-API-Key` or of `Authorization: Bearer`. */
function presentedKey({ headers }: FastifyRequest): string {
  const header = headers['x-api-key'];
  const [, bearer] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const key = typeof header === 'string' ? header : bearer;
  if (key === undefined) throw keyInvalid();
  if (bearer !== undefined && bearer !== key) {
    throw new Problem(
      401,
      'KEYS_DIFFER',
      'X-API-Key and Authorization hold different keys; send one of them.',
    );
  }
  return key;
}

function writeMe(verdict: Verdict) {
  const { code, record } = verdict;
  const { retryAfterSeconds, ...rateLimit } = writeRateLimit(verdict);
  if (code === 'RATE_LIMITED') {
    throw new Problem(
      429,
      code,
      `The key's limit is used up; try again in ${retryAfterSeconds} s.`,
      retryAfterSeconds,
    );
  }
  if (code === 'QUOTA_EXCEEDED') throw quotaExceeded(verdict.quota?.refillMs ?? null);
  if (code !== 'VALID' || record === undefined) throw keyInvalid();
  const { id, name, ownerId, workspaceId, environment, scopes, metadata, expiresAt } = record;
  return {
    id,
    name,
    ownerId,
    workspaceId,
    environment,
    scopes,
    servers: openServers(record),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    metadata,
    rateLimit,
  };
}

/** The slugs of the servers that the key opens now. */
function openServers({ servers }: KeyRecord): string[] {
  return [...servers.values()]
    .filter(({ active, closedToOwner }) => active && !closedToOwner)
    .map(({ slug }) => slug)
    .sort();
}

function quotaExceeded(refillMs: number | null): Problem {
  if (refillMs === null) {
    return new Problem(429, 'QUOTA_EXCEEDED', "The key's quota is used up for good; ask for a larger one.");
  }
  const seconds = Math.ceil(refillMs / 1_000);
  return new Problem(
    429,
    'QUOTA_EXCEEDED',
    `The key's quota is used up; it is filled up again in ${seconds} s.`,
    seconds,
  );
}

/** One answer for all, so that nobody learns from it whether a key that does not work was one. */
function keyInvalid(): Problem {
  return new Problem(
    401,
    'KEY_INVALID',
    'This takes a key that is valid for you here, as `X-API-Key: …` or `Authorization: Bearer …`.',
  );
}
