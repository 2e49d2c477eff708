import type { FastifyInstance } from 'fastify';
import type { KeyRecord } from '../core/key/record.ts';
import { writeRateLimit } from './answer.ts';
import type { AskKey, KeyAnswer } from './ask-key.ts';
import { keyInvalid, keysDiffer, throttled } from './key-problem.ts';
import { Problem } from './problem.ts';
import type { Verdict } from './verify.ts';

const ENDPOINT = 'GET /api/me';

/**
 * Adds `GET /api/me`, which tells whoever holds a key what it is. It is a verification like any other, counted under the
 * endpoint `GET /api/me`.
 */
export function addMe(server: FastifyInstance, askKey: AskKey): void {
  server.get('/api/me', async (request, reply) => {
    const answer = await askKey(request, { workspaceId: null, endpoint: ENDPOINT });
    void reply.header('cache-control', 'no-store');
    return writeMe(verdictOf(answer));
  });
}

function verdictOf(answer: KeyAnswer): Verdict {
  if (answer.kind === 'verdict') return answer.verdict;
  if (answer.kind === 'throttled') throw throttled(answer.retryAfterSeconds);
  throw answer.code === 'KEYS_DIFFER' ? keysDiffer() : keyInvalid();
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
function openServers({ servers, environment }: KeyRecord): string[] {
  return [...servers.values()]
    .filter((server) => server.active && !server.closedToOwner && server.environment === environment)
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
