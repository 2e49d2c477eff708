import { createHmac } from 'node:crypto';

/** What is signed: the id stays the same over retries, the timestamp (Unix seconds) is that of the attempt. */
export interface SignedMessage {
  readonly id: string;
  readonly timestampSeconds: number;
  /** The body, byte for byte as it is sent. */
  readonly payload: string;
}

const SECRET_PREFIX = 'whsec_';

/** Signs a webhook after Standard Webhooks, scheme v1 (HMAC-SHA-256): the value of the `webhook-signature` header. */
export function signWebhook(secret: string, message: SignedMessage): string {
  const key = Buffer.from(
    secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret,
    'base64',
  );
  const signed = `${message.id}.${message.timestampSeconds}.${message.payload}`;
  return `v1,${createHmac('sha256', key).update(signed, 'utf8').digest('base64')}`;
}
