import { Refusal } from '../core/errors.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { decisionMeasure } from '../core/usage/measure.ts';
import { findLimitUse, findUnusedKeys, findUnusedServers } from '../storage/suggestions.ts';
import type { Db } from '../storage/tenancy.ts';
import type { ActionDeps } from './deps.ts';

export const SUGGESTION_KINDS = ['UNUSED_KEY', 'UNUSED_SERVER', 'GENEROUS_LIMIT'] as const;

/** What could be taken from a key without anybody missing it. */
export interface Suggestion {
  readonly kind: (typeof SUGGESTION_KINDS)[number];
  readonly keyId: string;
  /** Of UNUSED_SERVER. */
  readonly serverId: string | null;
  readonly sentence: string;
}

/** Of each kind. */
const COUNT_MAX = 100;
/** Minutes are kept for 7 days. */
const LIMIT_DAYS = 7;
/** A limit is generous where its busiest window did not come to this share of it. */
const GENEROUS_SHARE = 0.2;

/**
 * Tells what active keys hold and have not used, as far as stored counts say so: at most 100 of each kind. Refused with
 * INVALID_INPUT.
 */
export async function suggest(
  db: Db,
  deps: Pick<ActionDeps, 'now'>,
  input: {
    readonly workspaceId: string;
    readonly ownerId: string | undefined;
    readonly unusedDays: number;
  },
): Promise<Suggestion[]> {
  const { workspaceId, ownerId, unusedDays } = input;
  if (unusedDays < 1 || unusedDays > 3_650) {
    throw new Refusal('INVALID_INPUT', 'unusedDays: must be from 1 to 3650.');
  }
  const now = deps.now();
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const query = { workspaceId, ownerId, now, since: daysAgo(unusedDays), countMax: COUNT_MAX };
  const keys = await findUnusedKeys(db, query);
  const servers = await findUnusedServers(db, query);
  const limited = decisionMeasure('RATE_LIMITED');
  const limits = await findLimitUse(db, { ...query, since: daysAgo(LIMIT_DAYS), limited });
  return [
    ...keys.map(({ keyId, lastUsedAt }): Suggestion => {
      const used = lastUsedAt === null ? 'Never used' : `Not used since ${lastUsedAt.toISOString()}`;
      const sentence = `${used}: revoke it if nobody needs it.`;
      return { kind: 'UNUSED_KEY', keyId, serverId: null, sentence };
    }),
    ...servers.map(({ keyId, serverId, slug }): Suggestion => {
      const sentence = `Not used for \`${slug}\` in ${unusedDays} days: take this server off its list.`;
      return { kind: 'UNUSED_SERVER', keyId, serverId, sentence };
    }),
    ...limits
      .filter(({ peak, limit }) => peak <= limit * GENEROUS_SHARE)
      .map(({ keyId, peak, limit, windowSeconds }): Suggestion => {
        const span = Math.max(60, windowSeconds);
        const sentence =
          `At most ${peak} requests came in ${span} seconds of the last ${LIMIT_DAYS} days, and the limit is ${limit} in ` +
          `${windowSeconds} seconds: lower it, so that a stolen key can do less.`;
        return { kind: 'GENEROUS_LIMIT', keyId, serverId: null, sentence };
      }),
  ];
}
