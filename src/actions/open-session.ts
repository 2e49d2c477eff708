import { makeTokenSecret } from '../core/access-token.ts';
import { hashSecret } from '../core/key/digest.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { insertAccessToken } from '../storage/access-tokens.ts';
import type { Db } from '../storage/tenancy.ts';
import type { ActionDeps } from './deps.ts';

/** A person's session. The secret is shown this once and only its SHA-256 is stored. */
export interface OpenedSession {
  readonly tokenId: string;
  readonly secret: string;
  readonly expiresAt: Date;
}

const SESSION_DAYS = 30;
const USER_AGENT_LENGTH_MAX = 256;

/** Where somebody comes from. */
export interface Origin {
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** Opens a session of 30 days, in the caller's transaction. */
export async function openSession(
  db: Db,
  deps: Pick<ActionDeps, 'now' | 'randomBytes'>,
  userId: string,
  from: Origin,
): Promise<OpenedSession> {
  const secret = makeTokenSecret('SESSION', deps.randomBytes);
  const createdAt = deps.now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_DAYS * DAY_MS);
  const token = await insertAccessToken(db, {
    kind: 'SESSION',
    workspaceId: null,
    userId,
    name: 'Session',
    digest: hashSecret(secret),
    ip: from.ip ?? null,
    userAgent: from.userAgent?.slice(0, USER_AGENT_LENGTH_MAX).toWellFormed() ?? null,
    expiresAt,
    createdAt,
  });
  return { tokenId: token.id, secret, expiresAt };
}
