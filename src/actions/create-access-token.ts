import { z } from 'zod';
import { makeTokenSecret } from '../core/access-token.ts';
import { hashSecret } from '../core/key/digest.ts';
import { insertAccessToken } from '../storage/access-tokens.ts';
import { insertAudit } from '../storage/audit.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { expiryOf } from './expiry.ts';
import { daysInput, nameInput, parseInput } from './parse-input.ts';

const schema = z.object({
  kind: z.enum(['ADMIN', 'GATEWAY']),
  name: nameInput,
  expiresInDays: daysInput.nullish(),
});

/**
 * Makes an access token for a machine. The secret is returned this once; only its SHA-256 is stored. Refused with
 * INVALID_INPUT.
 */
export async function createAccessToken(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes'>,
  actor: Actor,
  input: z.input<typeof schema> & { workspaceId: string },
): Promise<{ accessTokenId: string; secret: string }> {
  const { workspaceId, ...given } = input;
  const { kind, name, expiresInDays } = parseInput(schema, given);
  const createdAt = deps.now();
  const expiresAt = expiryOf({ expiresInDays }, createdAt);
  const secret = makeTokenSecret(kind, deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    const token = await insertAccessToken(db, {
      kind,
      workspaceId,
      userId: actor.userId,
      name,
      digest: hashSecret(secret),
      expiresAt,
      createdAt,
    });
    await insertAudit(db, {
      workspaceId,
      actorId: actor.userId,
      action: 'access_token.created',
      targetType: 'access_token',
      targetId: token.id,
      ip: actor.ip,
      detail: { kind, name, expiresAt: expiresAt?.toISOString() ?? null },
      at: createdAt,
    });
    return { accessTokenId: token.id, secret };
  });
}
