import type { KeyRecord } from '../core/key/record.ts';
import { createOnce } from '../core/once.ts';
import { type QuotaRefill, type QuotaState, quotaPeriod } from '../core/quota.ts';
import { databaseUnavailable } from './problem.ts';

/** What of a quota is asked for. */
export interface QuotaUseQuery {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly refill: QuotaRefill;
  readonly nowMs: number;
}

/** Sums the units that the usage tables say were taken from a quota in the period of `nowMs`. */
export type FindQuotaUse = (query: QuotaUseQuery) => Promise<number>;

/**
 * The same for a record, undefined where it has no quota; those who ask for one key at once share the statement. Throws a Problem
 * (503) where Postgres does not answer: a quota whose use is not known lets nothing through.
 */
export type QuotaUse = (record: KeyRecord, nowMs: number) => Promise<QuotaState | undefined>;

/** Asks on behalf of verifications whose quota Redis does not know. */
export function createQuotaUse(find: FindQuotaUse): QuotaUse {
  const once = createOnce<number>();
  return async ({ id: keyId, workspaceId, quota }, nowMs) => {
    if (quota === null) return undefined;
    const { refill } = quota;
    const { from } = quotaPeriod(refill, nowMs);
    try {
      const used = await once(
        `${keyId}:${refill}:${from}`,
        async () => await find({ workspaceId, keyId, refill, nowMs }),
      );
      return { refill, from, used };
    } catch (cause) {
      throw databaseUnavailable(cause);
    }
  };
}
