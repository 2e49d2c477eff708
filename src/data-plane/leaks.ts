import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hashSecret } from '../core/key/digest.ts';
import type { LeakPlace, LeakReporter } from '../core/leak/event.ts';
import { printable } from '../core/leak/github-report.ts';
import type { FoundSecret, ReportLeaks } from '../core/leak/report.ts';
import type { HolderReports } from './holder-reports.ts';
import { Problem } from './problem.ts';
import type { Authorize } from './tokens.ts';

/** A key that was found, by itself or by the SHA-256 of it. */
interface FoundKey {
  readonly key?: string;
  readonly sha256?: string;
  readonly source?: string;
  readonly url?: string;
}

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['leaks'],
  properties: {
    leaks: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          key: { type: 'string', minLength: 1, maxLength: 512 },
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          source: { type: 'string', maxLength: 100 },
          url: { type: 'string', maxLength: 2_000, pattern: '^https?://' },
        },
      },
    },
  },
} as const;

/**
 * Adds `POST /v1/leaks`. With a token, a machine of the workspace reports keys of it, and is told what became of each.
 * Without one, whoever has a key may report it: so few from an address within a minute, and the answer is the same
 * whether there are such keys or not.
 */
export function addLeaks(
  server: FastifyInstance,
  deps: {
    readonly authorize: Authorize;
    readonly reportLeaks: ReportLeaks;
    readonly holderReports: HolderReports;
  },
): void {
  server.post<{ Body: { leaks: readonly FoundKey[] } }>(
    '/v1/leaks',
    {
      schema: { body: BODY },
      onRequest: async (request) => {
        request.caller = await callerOf(deps.authorize, request);
      },
    },
    async (request, reply) => {
      const { caller, body, ip } = request;
      const found = body.leaks.map((leak, index) =>
        readFound(leak, index, caller === null ? 'HOLDER' : 'TOKEN'),
      );
      if (caller === null) {
        deps.holderReports.take(ip, found.length);
        await deps.reportLeaks(found, {});
        return await reply.code(202).send({ received: found.length });
      }
      const outcomes = await deps.reportLeaks(found, { workspaceId: caller.workspaceId });
      return {
        leaks: outcomes.map((each) => ({ keyId: each?.keyId ?? null, outcome: each?.outcome ?? 'UNKNOWN' })),
      };
    },
  );
}

async function callerOf(authorize: Authorize, { headers }: FastifyRequest) {
  if (headers.authorization === undefined) return null;
  return await authorize(headers.authorization, { kinds: ['GATEWAY', 'ADMIN'], scopes: ['leaks:write'] });
}

function readFound(leak: FoundKey, index: number, reporter: LeakReporter): FoundSecret {
  const { key, sha256, source, url = null } = leak;
  if ((key === undefined) === (sha256 === undefined)) {
    throw new Problem(400, 'INVALID_REQUEST', `body/leaks/${index} must have either key or sha256.`);
  }
  if (key === undefined && reporter === 'HOLDER') {
    throw new Problem(
      400,
      'INVALID_REQUEST',
      `body/leaks/${index} must have the key itself; only with a token may it be a sha256.`,
    );
  }
  const place: LeakPlace = {
    reporter,
    source: printable(source ?? '') || 'unknown',
    url: url === null ? null : printable(url),
  };
  return { sha256: key === undefined ? Buffer.from(sha256 ?? '', 'hex') : hashSecret(key), place };
}
