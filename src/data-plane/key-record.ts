import type { FastifyInstance } from 'fastify';
import { digestOf, type Pepper } from '../core/key/digest.ts';
import type { KeyRecord } from '../core/key/record.ts';
import { RESPONSE_BYTES_MAX } from './answer.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import { databaseUnavailable } from './problem.ts';
import type { RecordSource } from './records.ts';
import type { Authorize } from './tokens.ts';

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['sha256'],
  properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
} as const;

/**
 * Adds `POST /v1/keys/record`: all that a decision about a key needs, for gateways that decide by themselves. The key is
 * named by the SHA-256 of its secret, and read from the primary database, never from a cache: what was changed before
 * the question is in the answer. `record` is null where the token's workspace has no such key. Only
 * that it has none is counted.
 */
export function addKeyRecord(
  server: FastifyInstance,
  deps: {
    authorize: Authorize;
    source: RecordSource;
    peppers: readonly Pepper[];
    /** Called for each key that the workspace does not have. */
    onUnknown: (workspaceId: string) => void;
  },
): void {
  server.post<{ Body: { sha256: string } }>(
    '/v1/keys/record',
    {
      schema: { body: BODY },
      onRequest: authorizeBefore(deps.authorize, { kinds: ['GATEWAY'], scopes: ['verify'] }),
    },
    async (request) => {
      const sha256 = Buffer.from(request.body.sha256, 'hex');
      const digests = deps.peppers.map((pepper) => digestOf(sha256, pepper));
      const record = await deps.source.findByDigest(digests).catch((cause: unknown) => {
        throw databaseUnavailable(cause);
      });
      const { workspaceId } = callerOf(request);
      if (record?.workspaceId === workspaceId) return { record: writeKeyRecord(record) };
      deps.onUnknown(workspaceId);
      return { record: null };
    },
  );
}

/** Times are Unix milliseconds. Holds no secret and no hash of one. */
function writeKeyRecord(record: KeyRecord) {
  return {
    keyId: record.id,
    workspaceId: record.workspaceId,
    ownerId: record.ownerId,
    name: record.name,
    environment: record.environment,
    scopes: record.scopes,
    metadata: record.metadata,
    version: record.version,
    rateLimit: record.rateLimit,
    allowCidrs: record.allowCidrs,
    requiresSignature: record.requiresSignature,
    ownerLeft: record.ownerLeft,
    expiresAt: record.expiresAt,
    suspendedAt: record.suspendedAt,
    revokedAt: record.revokedAt,
    servers: [...record.servers.values()].map(
      ({ slug, environment, active, closedToOwner, scopeImplications, rateLimit }) => ({
        slug,
        environment,
        active,
        closedToOwner,
        scopeImplications,
        rateLimit,
      }),
    ),
    maxResponseBytes: RESPONSE_BYTES_MAX,
    // False for a key with limits that one process cannot keep even nearly, with a signing secret, which no gateway
    // has, or kept to reading, which old gateways do not know: every request has to be asked about.
    local:
      record.quota === null &&
      record.concurrencyLimit === null &&
      record.sealedSigningSecret === null &&
      record.readsOnly === null,
  };
}
