import type { IncomingMessage } from 'node:http';
import {
  bodySha256,
  isSignatureRight,
  isTimely,
  NONCE_HEADER,
  SIGNATURE_HEADER,
  type SignatureCheck,
  type SigningProof,
  TIMESTAMP_HEADER,
} from '../core/request-signature.ts';
import type { Replays } from './replays.ts';

/** What a request's signature came to under the key, and what else it may have been made with. */
export interface SeenSignature {
  readonly signature: SignatureCheck;
  /** For Keywatch to check, which has the key's signing secret where there is one. Not noted as used yet. */
  readonly signed?: SigningProof;
}

/** Looks at the signature of a request with a key; `readBody` is called for signed requests only. */
export async function readSignature(
  request: IncomingMessage,
  key: string,
  readBody: () => Promise<Uint8Array>,
  replays: Replays,
  nowSeconds: number,
): Promise<SeenSignature> {
  const signature = textOf(request, SIGNATURE_HEADER);
  const timestamp = textOf(request, TIMESTAMP_HEADER);
  if (signature === undefined && timestamp === undefined) return { signature: 'MISSING' };
  if (signature === undefined || timestamp === undefined) return { signature: 'INVALID' };
  const body = await readBody();
  const head = { timestamp, nonce: textOf(request, NONCE_HEADER), signature };
  if (!isTimely(head, nowSeconds) || !replays.isNew(signature, nowSeconds)) return { signature: 'INVALID' };
  if (isSignatureRight({ ...head, key, body }, signature, nowSeconds)) {
    return { signature: replays.note(signature, nowSeconds) ? 'VALID' : 'INVALID' };
  }
  return { signature: 'INVALID', signed: { ...head, bodySha256: bodySha256(body) } };
}

function textOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join() : value;
}
