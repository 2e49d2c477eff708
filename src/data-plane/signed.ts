import type { KeyRecord } from '../core/key/record.ts';
import { isProofRight, type SignatureCheck, type SigningProof } from '../core/request-signature.ts';

/** Opens a key's sealed signing secret. Throws where it was sealed under another encryption key. */
export type OpenSigningSecret = (sealed: Uint8Array, keyId: string) => string;

/**
 * What the signature of a request comes to. Signatures under the key itself the gateway has checked; one under a separate
 * signing secret is checked here, by what the gateway tells of the request. The secret is opened for this alone.
 */
export function checkSignature(
  { id, sealedSigningSecret }: Pick<KeyRecord, 'id' | 'sealedSigningSecret'>,
  told: { readonly signature?: SignatureCheck; readonly signed?: SigningProof },
  openSigningSecret: OpenSigningSecret,
  nowMs: number,
): SignatureCheck | undefined {
  const { signature, signed } = told;
  if (sealedSigningSecret === null) return signature;
  if (signed === undefined) return signature === undefined || signature === 'MISSING' ? signature : 'INVALID';
  const secret = openSigningSecret(sealedSigningSecret, id);
  return isProofRight(signed, secret, Math.floor(nowMs / 1_000)) ? 'VALID' : 'INVALID';
}
