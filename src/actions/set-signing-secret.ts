import { makeSigningSecret, sealSigningSecret } from '../core/key/signing-secret.ts';
import { updateSigningSecret } from '../storage/keys.ts';
import { type ChangedKey, changeKey, checkNotRevoked, type KeyReach } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';

/** A changed key, with its new signing secret where it was given one. */
export interface SigningKey extends ChangedKey {
  readonly signingSecret: string | null;
}

/**
 * Gives a key another signing secret, with which its requests then have to be signed; or takes it away, so that they are
 * signed with the key again. The secret before is refused from then on. Refused with NOT_FOUND or KEY_STATE (it is revoked).
 */
export async function setSigningSecret(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now' | 'randomBytes' | 'encryptionKey'>,
  actor: Actor,
  input: KeyReach & { readonly present: boolean },
): Promise<SigningKey> {
  const { present, ...reach } = input;
  const { randomBytes, encryptionKey } = deps;
  const signingSecret = present ? makeSigningSecret(randomBytes) : null;
  const changed = await changeKey(deps, actor, reach, async (db, key) => {
    checkNotRevoked(key);
    if (signingSecret === null && key.sealedSigningSecret === null) return undefined;
    const sealed =
      signingSecret === null ? null : sealSigningSecret(signingSecret, encryptionKey, key.id, randomBytes);
    await updateSigningSecret(db, key.id, sealed);
    return { action: 'key.signing_secret_set', detail: { name: key.name, present } };
  });
  return { ...changed, signingSecret };
}
