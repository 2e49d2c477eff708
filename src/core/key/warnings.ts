import { ROTATION_DAYS, rotationDueAt } from '../reminder.ts';
import { expandScopes } from '../scope.ts';

/** What a key was given. */
export interface KeyGrant {
  readonly scopes: readonly string[];
  readonly allServers: boolean;
  readonly environment: string;
  readonly allowCidrs: readonly string[];
  readonly expiresAt: Date | null;
  /** The servers that it lists; none where it opens all. */
  readonly listedServers: readonly { readonly slug: string; readonly environment: string }[];
}

/** A key as its warnings see it. */
export interface WarnedKey extends KeyGrant {
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

const UNUSED_DAYS = 90;
const SERVERS_NAMED_MAX = 3;
const DAY_MS = 86_400_000;

/** Tells whether scopes stand for every other one: `*`, and `mcp:full`, which implies it. */
export function isFullAccess(scopes: readonly string[]): boolean {
  return expandScopes(scopes).has('*');
}

/** What is risky about what a key is given, one sentence each, with what to do. */
export function grantWarnings(key: KeyGrant): string[] {
  const full = isFullAccess(key.scopes);
  return [
    full && key.allServers && key.environment === 'production'
      ? 'Full access to all servers in production: give it only the servers and scopes it needs.'
      : '',
    full && key.allowCidrs.length === 0
      ? 'Full access from any address: list the addresses that it is used from in allowCidrs.'
      : '',
    key.expiresAt === null ? 'Never expires: give it an expiry.' : '',
    elsewhereWarning(key),
  ].filter((warning) => warning !== '');
}

/** A server that a key lists and does not open is a mistake in one of both; of all servers it is meant so. */
function elsewhereWarning({ environment, listedServers }: KeyGrant): string {
  const elsewhere = listedServers.filter((server) => server.environment !== environment);
  if (elsewhere.length === 0) return '';
  const named = elsewhere.slice(0, SERVERS_NAMED_MAX).map(({ slug }) => `\`${slug}\``);
  const more = elsewhere.length - named.length;
  const servers = `${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
  return `Does not open ${servers}: keys of ${environment} open servers of ${environment} only; list others, or make a key for their environment.`;
}

/** What somebody should mend about a key, as above. A key that opens nothing any more has no warnings. */
export function keyWarnings(key: WarnedKey, now: Date): string[] {
  if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return [];
  const warnings = grantWarnings(key);
  if (rotationDueAt({ createdAt: key.createdAt.getTime() }) <= now) {
    warnings.push(`Older than ${ROTATION_DAYS} days without rotation: rotate it.`);
  }
  if ((key.lastUsedAt ?? key.createdAt).getTime() <= now.getTime() - UNUSED_DAYS * DAY_MS) {
    warnings.push(`Not used for ${UNUSED_DAYS} days: revoke it if nobody needs it.`);
  }
  return warnings;
}
