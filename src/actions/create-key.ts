import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { digestOf, hashSecret } from '../core/key/digest.ts';
import { keyPrefix } from '../core/key/format.ts';
import { makeSecret } from '../core/key/secret.ts';
import { isKnownScope } from '../core/scope.ts';
import { insertAudit } from '../storage/audit.ts';
import { insertKey } from '../storage/keys.ts';
import { findServersOfWorkspace } from '../storage/servers.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { expiryOf } from './expiry.ts';
import {
  daysInput,
  descriptionInput,
  environmentInput,
  expiryInput,
  idInput,
  metadataInput,
  nameInput,
  parseInput,
  scopesInput,
} from './parse-input.ts';

const schema = z.object({
  name: nameInput,
  description: descriptionInput.nullish(),
  environment: environmentInput.default('production'),
  /** Left out: the key opens all servers, also future ones. */
  serverIds: z.array(idInput).min(1, 'must name a server, or be left out for all').max(1_000).optional(),
  scopes: scopesInput.default(['mcp:read']),
  expiresAt: expiryInput.nullish(),
  expiresInDays: daysInput.nullish(),
  rateLimit: z
    .object({
      limit: z.int().min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000'),
      windowSeconds: z.int().min(1, 'must be at least 1').max(86_400, 'must be at most 86400').default(60),
    })
    .nullish(),
  metadata: z
    .unknown()
    .optional()
    .transform((metadata): unknown => metadata ?? {})
    .pipe(metadataInput),
});

export type CreateKeyInput = z.input<typeof schema>;

/**
 * Makes a key that the actor owns. The secret is returned this once; only its digest is stored. Refused with
 * NOT_FOUND (a server), UNKNOWN_SCOPE, EXPIRY_IN_PAST or INVALID_INPUT.
 */
export async function createKey(
  deps: ActionDeps,
  actor: Actor,
  input: CreateKeyInput & { workspaceId: string },
): Promise<{ keyId: string; secret: string }> {
  const { workspaceId, ...given } = input;
  const fields = parseInput(schema, given);
  const createdAt = deps.now();
  const expiresAt = expiryOf(fields, createdAt);
  const { secret, ...stored } = makeKeySecret(deps, fields.environment);
  return await deps.storage.transaction(async (db) => {
    const serverIds = [...new Set(fields.serverIds)];
    const servers = await findServersOfWorkspace(db, workspaceId, fields.serverIds && serverIds);
    if (fields.serverIds !== undefined && servers.length < serverIds.length) {
      throw new Refusal(
        'NOT_FOUND',
        'serverIds: this workspace has no such server; list its servers for their ids.',
      );
    }
    const unknown = fields.scopes.find((scope) => !isKnownScope(scope, servers));
    if (unknown !== undefined) {
      throw new Refusal('UNKNOWN_SCOPE', `scopes: no server that the key opens knows \`${unknown}\`.`);
    }
    const key = await insertKey(db, {
      ...stored,
      workspaceId,
      ownerId: actor.userId,
      name: fields.name,
      description: fields.description ?? null,
      environment: fields.environment,
      scopes: fields.scopes,
      allServers: fields.serverIds === undefined,
      serverIds,
      rateLimit: fields.rateLimit?.limit ?? null,
      rateLimitSeconds: fields.rateLimit?.windowSeconds,
      metadata: fields.metadata,
      expiresAt,
      createdAt,
    });
    await insertAudit(db, {
      workspaceId,
      actorId: actor.userId,
      action: 'key.created',
      targetType: 'key',
      targetId: key.id,
      ip: actor.ip,
      detail: { name: key.name, scopes: key.scopes, expiresAt: expiresAt?.toISOString() ?? null },
      at: createdAt,
    });
    return { keyId: key.id, secret };
  });
}

function makeKeySecret(deps: Pick<ActionDeps, 'peppers' | 'randomBytes'>, environment: string) {
  const [pepper] = deps.peppers;
  const prefix = keyPrefix(environment);
  const secret = makeSecret(prefix, deps.randomBytes);
  return {
    secret,
    prefix,
    lastFour: secret.slice(-4),
    digest: digestOf(hashSecret(secret), pepper),
    pepperVersion: pepper.version,
  };
}
