import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { makeId } from '../core/id.ts';
import { grantWarnings } from '../core/key/warnings.ts';
import { insertAudit } from '../storage/audit.ts';
import type { ServerTerms } from '../storage/key-terms.ts';
import { insertKey, type KeySettings } from '../storage/keys.ts';
import type { Db } from '../storage/tenancy.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { expiryOf } from './expiry.ts';
import {
  checkRateLimit,
  checkScopes,
  recoverableFault,
  requireOwner,
  requireServers,
  requireTerms,
} from './key-grants.ts';
import { settingsInput } from './key-input.ts';
import { defaultFormat, makeStoredSecret } from './key-secret.ts';
import { environmentInput, idInput, metadataInput, nameInput, parseInput, textInput } from './parse-input.ts';

const schema = z.object({
  ...settingsInput,
  name: nameInput,
  environment: environmentInput.default('production'),
  ownerId: idInput.nullish(),
  metadata: z
    .unknown()
    .optional()
    .transform((metadata): unknown => metadata ?? {})
    .pipe(metadataInput),
  recoverable: z.boolean().default(false),
  signingSecret: z.boolean().default(false),
  format: textInput.max(200, 'must have at most 200 characters').nullish(),
});

/** Who makes a key, and for whom they may. */
interface Reach {
  readonly workspaceId: string;
  /** The only owner that the actor may make keys for; undefined: any. */
  readonly confinedTo: string | undefined;
}

/** A new key, with its secret and what is risky about it. */
export interface CreatedKey {
  readonly keyId: string;
  readonly secret: string;
  /** Null unless it was asked for. */
  readonly signingSecret: string | null;
  readonly warnings: readonly string[];
}

/**
 * Makes a key that the actor owns, or another member. The secrets are returned this once; of the key's own only the
 * digest is stored, unless it is to be recoverable. Refused with NOT_FOUND (a server, the owner), FORBIDDEN, UNKNOWN_SCOPE, EXPIRY_IN_PAST,
 * PLAN_LIMIT, CIDR_INVALID, METADATA_TOO_LARGE or INVALID_INPUT.
 */
export async function createKey(
  deps: ActionDeps,
  actor: Actor,
  input: z.input<typeof schema> & Reach,
): Promise<CreatedKey> {
  const { workspaceId, confinedTo, ...given } = input;
  const fields = parseInput(schema, given);
  const ownerId = fields.ownerId ?? actor.userId;
  if (confinedTo !== undefined && ownerId !== confinedTo) {
    throw new Refusal('FORBIDDEN', 'ownerId: members make keys for themselves only; ask an admin.');
  }
  const createdAt = deps.now();
  const id = makeId(createdAt, deps.randomBytes);
  const { environment, recoverable } = fields;
  return await deps.storage.transaction(async (db) => {
    await shareWorkspace(db, workspaceId);
    const terms = await requireTerms(db, workspaceId);
    checkRateLimit(fields.rateLimit ?? null, terms);
    const { settings, servers } = await settingsFor(db, workspaceId, ownerId, fields, createdAt);
    const fault = recoverable ? recoverableFault({ environment, ...settings }, servers) : undefined;
    if (fault !== undefined) throw new Refusal('INVALID_INPUT', `recoverable: ${fault}.`);
    const format = fields.format ?? defaultFormat(settings.allServers, servers, terms);
    const made = makeStoredSecret(deps, {
      id,
      ownerId,
      environment,
      format,
      recoverable,
      signed: fields.signingSecret,
    });
    await insertKey(db, { id, workspaceId, ownerId, environment, createdAt, settings, ...made.stored });
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'key.created',
      targetId: id,
      detail: {
        name: settings.name,
        ownerId,
        scopes: settings.scopes,
        expiresAt: settings.expiresAt?.toISOString() ?? null,
      },
      at: createdAt,
    });
    const { secret, signingSecret } = made;
    const listedServers = settings.allServers ? [] : servers;
    const warnings = grantWarnings({ environment, listedServers, ...settings });
    return { keyId: id, secret, signingSecret, warnings };
  });
}

async function settingsFor(
  db: Db,
  workspaceId: string,
  ownerId: string,
  fields: z.output<typeof schema>,
  createdAt: Date,
): Promise<{ settings: KeySettings; servers: ServerTerms[] }> {
  const expiresAt = expiryOf(fields, createdAt);
  const owner = await requireOwner(db, workspaceId, ownerId);
  const servers = await requireServers(db, workspaceId, owner, fields.serverIds);
  const scopes = fields.scopes ?? defaultScopes(fields.serverIds === undefined ? [] : servers);
  checkScopes(scopes, servers);
  return {
    servers,
    settings: {
      name: fields.name,
      description: fields.description ?? null,
      scopes,
      allServers: fields.serverIds === undefined,
      serverIds: fields.serverIds ?? [],
      metadata: fields.metadata,
      rateLimit: fields.rateLimit ?? null,
      quota: fields.quota ?? null,
      concurrencyLimit: fields.concurrencyLimit ?? null,
      allowCidrs: fields.allowCidrs ?? [],
      requiresSignature: fields.requiresSignature ?? fields.signingSecret,
      expiresAt,
    },
  };
}

function defaultScopes(servers: readonly ServerTerms[]): string[] {
  const scopes = new Set(servers.flatMap((server) => server.defaultScopes));
  return scopes.size === 0 ? ['mcp:read'] : [...scopes];
}
