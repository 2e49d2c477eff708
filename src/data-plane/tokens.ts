import { createBoundedMap } from '../core/bounded-map.ts';
import { hashSecret } from '../core/key/digest.ts';
import { createOnce } from '../core/once.ts';
import { Problem } from './problem.ts';

/** An access token as the data plane sees it. */
export interface TokenRecord {
  readonly kind: 'SESSION' | 'ADMIN' | 'GATEWAY';
  /** Null for sessions. */
  readonly workspaceId: string | null;
  readonly expiresAt: Date | null;
}

/** Who calls, once the token was accepted. */
export interface Caller {
  readonly workspaceId: string;
  readonly kind: 'ADMIN' | 'GATEWAY';
}

/** Checks the Authorization header of a call. Throws a Problem (401 or 403) where it does not open the route. */
export type Authorize = (header: string | undefined, kinds: readonly Caller['kind'][]) => Promise<Caller>;

/** A token is read anew this often, so one that was deleted stops working within a second. */
const FRESH_MS = 1_000;
/** For this long a token that was read before goes on to work while Postgres does not answer. */
const KEPT_MS = 60_000;
const TOKENS_MAX = 10_000;

/** Opens a short-lived cache of tokens over a look-up by SHA-256. */
export function createAuthorize(deps: {
  findToken: (digest: Uint8Array) => Promise<TokenRecord | null>;
  now: () => number;
}): Authorize {
  const cache = createBoundedMap<string, { token: TokenRecord | null; readAt: number }>(TOKENS_MAX);
  const once = createOnce<TokenRecord | null>();

  const readAnew = async (name: string, digest: Uint8Array): Promise<TokenRecord | null> => {
    const token = await deps.findToken(digest);
    cache.set(name, { token, readAt: deps.now() });
    return token;
  };

  const look = async (secret: string): Promise<TokenRecord | null> => {
    const digest = hashSecret(secret);
    const name = digest.toString('latin1');
    const known = cache.get(name);
    const age = known === undefined ? Number.POSITIVE_INFINITY : deps.now() - known.readAt;
    if (known !== undefined && age < FRESH_MS) return known.token;
    try {
      return await once(name, async () => await readAnew(name, digest));
    } catch (cause) {
      if (known !== undefined && age < KEPT_MS) return known.token;
      throw new Problem(503, 'DATABASE_UNAVAILABLE', 'Postgres does not answer; try again in a moment.', 1, {
        cause,
      });
    }
  };

  return async (header, kinds) => {
    const [, secret] = /^Bearer (\S{1,200})$/i.exec(header ?? '') ?? [];
    if (secret === undefined) {
      throw new Problem(401, 'TOKEN_MISSING', 'Send a gateway token as `Authorization: Bearer kwt_gw_…`.');
    }
    const token = secret.startsWith('kwt_') ? await look(secret) : null;
    if (token === null || (token.expiresAt !== null && token.expiresAt.getTime() <= deps.now())) {
      throw new Problem(
        401,
        'TOKEN_INVALID',
        'This token is unknown or has expired; create one with createAccessToken.',
      );
    }
    const kind = kinds.find((allowed) => allowed === token.kind);
    if (kind === undefined || token.workspaceId === null) {
      throw new Problem(
        403,
        'TOKEN_KIND_NOT_ALLOWED',
        `This route takes a token of kind ${kinds.join(' or ')}.`,
      );
    }
    return { workspaceId: token.workspaceId, kind };
  };
}
