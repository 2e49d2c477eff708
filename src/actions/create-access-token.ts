import { z } from 'zod';
import { makeTokenSecret } from '../core/access-token.ts';
import { Refusal } from '../core/errors.ts';
import { hashSecret } from '../core/key/digest.ts';
import { TOKEN_SCOPES, TOKEN_SCOPES_OF, type TokenScope } from '../core/token-scope.ts';
import { insertAccessToken } from '../storage/access-tokens.ts';
import { insertAudit } from '../storage/audit.ts';
import type { ActionDeps } from './deps.ts';
import { expiryOf } from './expiry.ts';
import { holdAdmin, type RoledActor } from './membership-rules.ts';
import { daysInput, expiryInput, nameInput, parseInput } from './parse-input.ts';

const tokenScope = z.enum(TOKEN_SCOPES, {
  error: ({ input }) =>
    `\`${String(input).slice(0, 40)}\` is no scope of tokens; choose from ${TOKEN_SCOPES.join(', ')}`,
});

const schema = z.object({
  kind: z.enum(['ADMIN', 'GATEWAY']),
  name: nameInput,
  /** Left out: all that its kind may. None at all would be a token for nothing. */
  scopes: z
    .array(z.string().pipe(tokenScope))
    .min(1, 'must name a scope, or be left out for all of the kind')
    .max(100, 'must have at most 100')
    .transform((scopes) => [...new Set(scopes)])
    .nullish(),
  expiresAt: expiryInput.nullish(),
  expiresInDays: daysInput.nullish(),
});

/**
 * Makes an access token for a machine. The secret is returned this once; only its SHA-256 is stored. Refused with
 * INVALID_INPUT, EXPIRY_IN_PAST, or FORBIDDEN where the actor is no admin any more, or may not give away one of the scopes.
 */
export async function createAccessToken(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes'>,
  actor: RoledActor,
  input: z.input<typeof schema> & { workspaceId: string; mayGrant: (scope: TokenScope) => boolean },
): Promise<{ accessTokenId: string; secret: string }> {
  const { workspaceId, mayGrant, ...given } = input;
  const { kind, name, scopes, ...expiry } = parseInput(schema, given);
  checkScopes(kind, scopes ?? undefined, mayGrant);
  const createdAt = deps.now();
  const expiresAt = expiryOf(expiry, createdAt);
  const secret = makeTokenSecret(kind, deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    await holdAdmin(db, workspaceId, actor);
    const token = await insertAccessToken(db, {
      kind,
      workspaceId,
      userId: actor.userId,
      name,
      scopes: scopes ?? [],
      digest: hashSecret(secret),
      expiresAt,
      createdAt,
    });
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'access_token.created',
      targetId: token.id,
      detail: { kind, name, scopes: scopes ?? null, expiresAt: expiresAt?.toISOString() ?? null },
      at: createdAt,
    });
    return { accessTokenId: token.id, secret };
  });
}

function checkScopes(
  kind: 'ADMIN' | 'GATEWAY',
  scopes: readonly TokenScope[] | undefined,
  mayGrant: (scope: TokenScope) => boolean,
): void {
  const possible = TOKEN_SCOPES_OF[kind];
  const impossible = scopes?.find((scope) => !possible.includes(scope));
  if (impossible !== undefined) {
    throw new Refusal(
      'INVALID_INPUT',
      `scopes: ${kind} tokens cannot have \`${impossible}\`; choose from ${possible.join(', ')}.`,
    );
  }
  const lacking = (scopes ?? possible).find((scope) => !mayGrant(scope));
  if (lacking !== undefined) {
    throw new Refusal(
      'FORBIDDEN',
      `scopes: this token lacks \`${lacking}\` itself; name only scopes that it has, or use a session.`,
    );
  }
}
