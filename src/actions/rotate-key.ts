import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { makeId } from '../core/id.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { insertAudit } from '../storage/audit.ts';
import { insertKey, type StoredKey, updateKeyTimes } from '../storage/keys.ts';
import { findServersOfWorkspace } from '../storage/servers.ts';
import type { Db } from '../storage/tenancy.ts';
import { raiseVersions } from '../storage/version-raises.ts';
import type { Propagation } from './carry-versions.ts';
import { checkNotRevoked, type KeyReach, requireKey } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { recoverableFault, requireOwner, requireTerms } from './key-grants.ts';
import { defaultFormat, makeStoredSecret } from './key-secret.ts';
import { daysInput, EXPIRY_MAX, parseInput } from './parse-input.ts';

const schema = z.object({
  /** How long the old key goes on; 0: not at all. */
  graceSeconds: z
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(2_592_000, 'must be at most 2592000 (30 days)')
    .default(86_400),
  expiresInDays: daysInput.nullish(),
});

/** The key that replaces another one, with its secret. */
export interface RotatedKey {
  readonly keyId: string;
  readonly previousKeyId: string;
  readonly secret: string;
  /** Null where the old key had none. */
  readonly signingSecret: string | null;
  readonly propagation: Propagation;
}

/**
 * Replaces an active key: the new one has other secrets and is otherwise the same, with as long a life. The old one ends
 * after the grace, or at once. Refused with NOT_FOUND, KEY_STATE (it is not active, or was rotated already) or
 * INVALID_INPUT.
 */
export async function rotateKey(
  deps: ActionDeps,
  actor: Actor,
  input: KeyReach & z.input<typeof schema>,
): Promise<RotatedKey> {
  const { graceSeconds, expiresInDays, ...reach } = input;
  const fields = parseInput(schema, { graceSeconds, expiresInDays });
  const { workspaceId, keyId: previousKeyId } = reach;
  const made = await deps.storage.transaction(async (db) => {
    const old = await requireKey(db, reach);
    const at = deps.now();
    checkRotatable(old, at);
    const successor = await insertSuccessor(deps, db, old, lifeOf(old, fields.expiresInDays, at), at);
    await updateKeyTimes(db, old.id, endOf(old, fields.graceSeconds, at));
    await raiseVersions(db, [old.id], at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'key.rotated',
      targetId: old.id,
      detail: { name: old.name, successorId: successor.keyId, graceSeconds: fields.graceSeconds },
      at,
    });
    return successor;
  });
  return { ...made, previousKeyId, propagation: await deps.carryVersions([previousKeyId]) };
}

function checkRotatable(key: StoredKey, at: Date): void {
  checkNotRevoked(key);
  if (key.successor !== null) {
    const { id, name } = key.successor;
    throw new Refusal(
      'KEY_STATE',
      `The key was rotated already: \`${id}\` (${name}) replaced it; rotate that one.`,
    );
  }
  if (key.expiresAt !== null && key.expiresAt <= at) {
    throw new Refusal('KEY_STATE', 'The key has expired; give it a new expiry first, or make another one.');
  }
  if (key.suspendedAt !== null) {
    throw new Refusal('KEY_STATE', 'The key is suspended; resume it before you rotate it.');
  }
}

async function insertSuccessor(
  deps: ActionDeps,
  db: Db,
  old: StoredKey,
  expiresAt: Date | null,
  createdAt: Date,
): Promise<Pick<RotatedKey, 'keyId' | 'secret' | 'signingSecret'>> {
  const { workspaceId, ownerId, environment, settings } = old;
  const terms = await requireTerms(db, workspaceId);
  await requireOwner(db, workspaceId, ownerId);
  const servers = await findServersOfWorkspace(
    db,
    workspaceId,
    settings.allServers ? undefined : settings.serverIds,
  );
  const keyId = makeId(createdAt, deps.randomBytes);
  const { stored, ...secrets } = makeStoredSecret(deps, {
    id: keyId,
    ownerId,
    environment,
    format: old.format ?? defaultFormat(settings.allServers, servers, terms),
    recoverable: old.sealedSecret !== null && recoverableFault(old, servers) === undefined,
    signed: old.sealedSigningSecret !== null,
  });
  await insertKey(db, {
    id: keyId,
    workspaceId,
    ownerId,
    environment,
    createdAt,
    ...stored,
    rotatedFromId: old.id,
    lineageId: old.lineageId ?? old.id,
    settings: { ...settings, expiresAt },
  });
  return { keyId, ...secrets };
}

function lifeOf(old: StoredKey, days: number | null | undefined, at: Date): Date | null {
  if (days != null) return new Date(at.getTime() + days * DAY_MS);
  if (old.expiresAt === null) return null;
  const lifetime = old.expiresAt.getTime() - old.createdAt.getTime();
  return new Date(Math.min(at.getTime() + lifetime, EXPIRY_MAX.getTime()));
}

function endOf(old: StoredKey, graceSeconds: number, at: Date): { revokedAt: Date } | { expiresAt: Date } {
  if (graceSeconds === 0) return { revokedAt: at };
  const end = at.getTime() + graceSeconds * 1_000;
  return { expiresAt: new Date(Math.min(end, old.expiresAt?.getTime() ?? end)) };
}
