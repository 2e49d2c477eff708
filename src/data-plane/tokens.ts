import { createBoundedMap } from '../core/bounded-map.ts';
import { hashSecret } from '../core/key/digest.ts';
import { createOnce } from '../core/once.ts';
import { holdsTokenScope, type TokenScope } from '../core/token-scope.ts';
import { createKnownCallers } from './known-callers.ts';
import { databaseUnavailable, Problem } from './problem.ts';

/** An access token as the data plane sees it. */
export interface TokenRecord {
  readonly id: string;
  readonly kind: 'SESSION' | 'ADMIN' | 'GATEWAY';
  /** Null for sessions. */
  readonly workspaceId: string | null;
  /** Empty: all that its kind may. */
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Who calls, once the token was accepted. */
export interface Caller {
  readonly workspaceId: string;
  readonly kind: 'ADMIN' | 'GATEWAY';
  /** Empty: all that its kind may. */
  readonly scopes: readonly string[];
}

/** What opens a route: a token of one of these kinds with one of these scopes. */
export interface Demand {
  readonly kinds: readonly Caller['kind'][];
  readonly scopes: readonly TokenScope[];
}

/** Checks the Authorization header of a call. Throws a Problem (401 or 403) where it does not open the route. */
export type Authorize = (header: string | undefined, demand: Demand) => Promise<Caller>;

/** The caller of a token that was accepted within the last second; undefined where it has to be looked at. Never throws. */
export type KnownCaller = (header: string | undefined, demand: Demand) => Caller | undefined;

/** Throws a Problem (403) where a caller's token has none of these scopes. */
export function demandTokenScope({ scopes: held }: Caller, scopes: readonly TokenScope[]): void {
  if (scopes.some((scope) => holdsTokenScope(held, scope))) return;
  throw new Problem(
    403,
    'TOKEN_SCOPE_MISSING',
    `This token lacks the scope \`${scopes.join('` or `')}\`; use one that has it.`,
  );
}

/** A token is read anew this often, so one that was deleted stops working within a second. */
const FRESH_MS = 1_000;
/** For this long a token that was read before goes on to work while Postgres does not answer. */
const KEPT_MS = 60_000;
const TOKENS_MAX = 10_000;

/** A use is noted once the last one that was noted is older than this. */
const NOTED_EVERY_MS = 60_000;

/** A token as it was at a time, in Unix milliseconds. */
interface ReadToken {
  readonly token: TokenRecord | null;
  readonly readAt: number;
}

const NO_TOKEN: ReadToken = { token: null, readAt: 0 };

/** Opens a short-lived cache of tokens over a look-up by SHA-256. */
export function createAuthorize(deps: {
  findToken: (digest: Uint8Array) => Promise<TokenRecord | null>;
  /** Notes that a token was used. Not waited for; must not throw. */
  noteTokenUse: (tokenId: string, at: Date) => void;
  now: () => number;
}): { readonly authorize: Authorize; readonly knownCaller: KnownCaller } {
  const cache = createBoundedMap<string, ReadToken>(TOKENS_MAX);
  const knownCallers = createKnownCallers<Demand, Caller>(deps.now);
  const noted = createBoundedMap<string, number>(TOKENS_MAX);
  const once = createOnce<ReadToken>();

  const readAnew = async (name: string, digest: Uint8Array): Promise<ReadToken> => {
    const read = { token: await deps.findToken(digest), readAt: deps.now() };
    cache.set(name, read);
    return read;
  };

  const look = async (secret: string): Promise<ReadToken> => {
    const digest = hashSecret(secret);
    const name = digest.toString('latin1');
    const known = cache.get(name);
    const age = known === undefined ? Number.POSITIVE_INFINITY : deps.now() - known.readAt;
    if (known !== undefined && age < FRESH_MS) return known;
    try {
      return await once(name, async () => await readAnew(name, digest));
    } catch (cause) {
      if (known !== undefined && age < KEPT_MS) return known;
      throw databaseUnavailable(cause);
    }
  };

  const noteUse = ({ id, lastUsedAt }: TokenRecord): void => {
    const now = deps.now();
    const last = Math.max(noted.get(id) ?? 0, lastUsedAt?.getTime() ?? 0);
    if (now - last <= NOTED_EVERY_MS) return;
    noted.set(id, now);
    deps.noteTokenUse(id, new Date(now));
  };

  const authorize: Authorize = async (header, demand) => {
    const { kinds, scopes } = demand;
    const [, secret] = /^Bearer (\S{1,200})$/i.exec(header ?? '') ?? [];
    if (secret === undefined) {
      throw new Problem(401, 'TOKEN_MISSING', 'Send a gateway token as `Authorization: Bearer kwt_gw_…`.');
    }
    const { token, readAt } = secret.startsWith('kwt_') ? await look(secret) : NO_TOKEN;
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
    const caller = { workspaceId: token.workspaceId, kind, scopes: token.scopes };
    demandTokenScope(caller, scopes);
    noteUse(token);
    const freshUntil = readAt + FRESH_MS;
    knownCallers.note(
      header ?? '',
      demand,
      caller,
      Math.min(freshUntil, token.expiresAt?.getTime() ?? freshUntil),
    );
    return caller;
  };
  return { authorize, knownCaller: knownCallers.find };
}
