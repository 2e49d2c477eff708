import type { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { changeMetadata, isMetadataFault, type Metadata } from '../core/metadata.ts';
import { changesOf } from '../core/record-change.ts';
import { type KeySettings, type StoredKey, updateKeySettings } from '../storage/keys.ts';
import type { Db } from '../storage/tenancy.ts';
import { type ChangedKey, changeKey, checkNotRevoked, type KeyReach } from './change-key.ts';
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
import { changesInput, type KeyChanges } from './key-input.ts';
import { parseInput } from './parse-input.ts';

/**
 * Changes what is given of a key; null clears, and what is left out stays. The new scopes, servers and limits must be such
 * as createKey would give. A change of nothing leaves no trace. Refused with NOT_FOUND, KEY_STATE (it is revoked) or as
 * createKey is.
 */
export async function updateKey(
  deps: ActionDeps,
  actor: Actor,
  input: KeyReach & z.input<typeof changesInput>,
): Promise<ChangedKey> {
  const { workspaceId, keyId, ownerId, ...given } = input;
  const changes = parseInput(changesInput, given);
  checkTogether(changes);
  return await changeKey(deps, actor, { workspaceId, keyId, ownerId }, async (db, key, at) => {
    checkNotRevoked(key);
    const settings = changedSettings(key.settings, changes, at);
    const change = changesOf({ ...key.settings }, { ...settings });
    if (Object.keys({ ...change.before, ...change.after }).length === 0) return undefined;
    await checkGrants(db, key, settings, change.after);
    await updateKeySettings(db, key, settings);
    return { action: 'key.updated', detail: { name: settings.name }, change };
  });
}

function checkTogether(changes: KeyChanges): void {
  if (changes.allServers && changes.serverIds !== undefined) {
    throw new Refusal('INVALID_INPUT', 'allServers: give either allServers or serverIds, not both.');
  }
  const byPath = changes.setMetadata.length + changes.unsetMetadata.length > 0;
  if (byPath && changes.metadata !== undefined) {
    throw new Refusal(
      'INVALID_INPUT',
      'metadata: give either metadata, or setMetadata and unsetMetadata, not both.',
    );
  }
}

function changedSettings(before: KeySettings, changes: KeyChanges, at: Date): KeySettings {
  const { serverIds, allServers } = changes;
  return {
    name: changes.name ?? before.name,
    description: changes.description === undefined ? before.description : changes.description,
    scopes: changes.scopes ?? before.scopes,
    allServers: allServers ?? (serverIds === undefined && before.allServers),
    serverIds: serverIds ?? (allServers ? [] : before.serverIds),
    metadata: changes.metadata ?? metadataChanged(before.metadata, changes),
    rateLimit: changes.rateLimit === undefined ? before.rateLimit : changes.rateLimit,
    quota: changes.quota === undefined ? before.quota : changes.quota,
    concurrencyLimit:
      changes.concurrencyLimit === undefined ? before.concurrencyLimit : changes.concurrencyLimit,
    allowCidrs: changes.allowCidrs ?? before.allowCidrs,
    requiresSignature: changes.requiresSignature ?? before.requiresSignature,
    expiresAt:
      changes.expiresAt === undefined && changes.expiresInDays == null
        ? before.expiresAt
        : expiryOf(changes, at),
  };
}

function metadataChanged(before: Metadata, changes: KeyChanges): Metadata {
  const { setMetadata: set, unsetMetadata: unset } = changes;
  if (set.length + unset.length === 0) return before;
  const changed = changeMetadata(before, { set, unset });
  if (!isMetadataFault(changed)) return changed;
  throw new Refusal(
    changed.tooLarge ? 'METADATA_TOO_LARGE' : 'INVALID_INPUT',
    `setMetadata: ${changed.fault}.`,
  );
}

/** Checks what is new: what the key has already, it may keep. */
async function checkGrants(
  db: Db,
  key: StoredKey,
  settings: KeySettings,
  changed: Record<string, unknown>,
): Promise<void> {
  const terms = await requireTerms(db, key.workspaceId);
  if ('rateLimit' in changed) checkRateLimit(settings.rateLimit, terms);
  const serversChanged = 'serverIds' in changed || 'allServers' in changed;
  if (!serversChanged && !('scopes' in changed)) return;
  const owner = await requireOwner(db, key.workspaceId, key.ownerId);
  const listed = settings.allServers ? undefined : settings.serverIds;
  const servers = await requireServers(db, key.workspaceId, owner, listed);
  const kept = serversChanged ? [] : key.settings.scopes;
  checkScopes(
    settings.scopes.filter((scope) => !kept.includes(scope)),
    servers,
  );
  const fault = key.sealedSecret === null ? undefined : recoverableFault({ ...key, ...settings }, servers);
  if (fault !== undefined && serversChanged) {
    throw new Refusal('INVALID_INPUT', `serverIds: the key is recoverable, and ${fault}.`);
  }
}
