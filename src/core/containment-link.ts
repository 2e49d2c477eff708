import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What whoever opens a signed link may do: contain one key because of one alert. */
export interface ContainmentLink {
  readonly workspaceId: string;
  readonly alertId: string;
  readonly keyId: string;
  readonly step: 'THROTTLE' | 'READ_ONLY' | 'SUSPEND';
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** How long a link may be used: as long as somebody may be asleep. */
export const LINK_MS = 24 * 3_600_000;

const payloadSchema = z.tuple([
  z.uuid(),
  z.uuid(),
  z.uuid(),
  z.enum(['THROTTLE', 'READ_ONLY', 'SUSPEND']),
  z.int(),
]);

/** Writes the token of a link: what it may do, and an HMAC-SHA-256 over that. The key is the installation's (32 bytes). */
export function writeContainmentToken(link: ContainmentLink, encryptionKey: Uint8Array): string {
  const { workspaceId, alertId, keyId, step, expiresAt } = link;
  const payload = Buffer.from(JSON.stringify([workspaceId, alertId, keyId, step, expiresAt])).toString(
    'base64url',
  );
  return `${payload}.${sign(payload, encryptionKey).toString('base64url')}`;
}

/** Reads a token that writeContainmentToken wrote, expired or not; undefined where a byte of it is another one. */
export function readContainmentToken(token: string, encryptionKey: Uint8Array): ContainmentLink | undefined {
  const [, payload = '', signature = ''] = /^([\w-]{1,400})\.([\w-]{43})$/.exec(token) ?? [];
  // Compared as texts: two of them can stand for the same bytes, and a token must be used once.
  const right = Buffer.from(sign(payload, encryptionKey).toString('base64url'));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const parsed = payloadSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const [workspaceId, alertId, keyId, step, expiresAt] = parsed;
  return { workspaceId, alertId, keyId, step, expiresAt };
}

/** The address behind which a person contains a key. `publicUrl` has no slash at its end. */
export function containmentUrl(publicUrl: string, link: ContainmentLink, encryptionKey: Uint8Array): string {
  return `${publicUrl}/contain?token=${writeContainmentToken(link, encryptionKey)}`;
}

/** What is kept of a token that was used. */
export function digestOfToken(token: string): Uint8Array {
  return hash('sha256', token, 'buffer');
}

/** The installation's key also seals secrets; what is signed here is signed with one that is derived from it. */
function sign(payload: string, encryptionKey: Uint8Array): Buffer {
  const key = createHmac('sha256', encryptionKey).update('keywatch containment link').digest();
  return createHmac('sha256', key).update(payload).digest();
}
