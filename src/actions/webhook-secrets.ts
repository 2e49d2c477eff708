import { SEAL_NONCE_BYTES, seal } from '../core/seal.ts';
import { makeKeyPair, PRIVATE_KEY_BYTES } from '../core/signature.ts';
import type { ActionDeps } from './deps.ts';

/** Standard Webhooks: 24 to 64 random bytes. */
const SECRET_BYTES = 32;

/** What an endpoint's deliveries are signed with: as its receiver needs it, and as it is stored. */
export interface MadeSecrets {
  /** `whsec_…` */
  readonly secret: string;
  /** `whpk_…` */
  readonly publicKey: string;
  readonly sealedSecret: Uint8Array<ArrayBuffer>;
  readonly sealedPrivateKey: Uint8Array<ArrayBuffer>;
}

/** Makes a secret and a key pair for an endpoint. */
export function makeWebhookSecrets(deps: Pick<ActionDeps, 'randomBytes' | 'encryptionKey'>): MadeSecrets {
  const secret = `whsec_${Buffer.from(deps.randomBytes(SECRET_BYTES)).toString('base64')}`;
  const { privateKey, publicKey } = makeKeyPair(deps.randomBytes(PRIVATE_KEY_BYTES));
  return {
    secret,
    publicKey,
    sealedSecret: sealForEndpoint(secret, deps),
    sealedPrivateKey: sealForEndpoint(privateKey, deps),
  };
}

/** Seals what only deliveries open. */
export function sealForEndpoint(
  secret: string,
  deps: Pick<ActionDeps, 'randomBytes' | 'encryptionKey'>,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(secret, deps.encryptionKey, deps.randomBytes(SEAL_NONCE_BYTES)));
}
