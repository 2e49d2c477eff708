import { type DecisionCode, decide } from '../core/decision.ts';
import { CountersUnavailable } from '../core/errors.ts';
import { couldBeKey } from '../core/key/format.ts';
import type { KeyRecord, RateLimit } from '../core/key/record.ts';
import type { QuotaState, QuotaView } from '../core/quota.ts';
import type { SignatureCheck } from '../core/request-signature.ts';
import { NO_SERVER } from '../core/usage/cell.ts';
import type { WindowView } from '../core/window.ts';
import type { Decider } from '../counters/decider.ts';
import type { Caps } from './caps.ts';
import type { QuotaUse } from './quota-use.ts';
import type { Records } from './records.ts';
import type { Caller } from './tokens.ts';

/** What a gateway asks about a key. */
export interface VerifyRequest {
  readonly key: string;
  readonly server?: string;
  readonly endpoint?: string;
  readonly scopes?: readonly string[];
  readonly environment?: string;
  readonly ip?: string;
  readonly userAgent?: string;
  readonly cost?: number;
  /** To hold a lease where the key has a limit of concurrency. */
  readonly lease?: boolean;
  /** Left out by a gateway that checks no signatures. */
  readonly signature?: SignatureCheck;
}

/** The outcome; all but the code only where the key is known. */
export interface Verdict {
  readonly code: DecisionCode;
  readonly record?: KeyRecord;
  /** The limit that was applied. */
  readonly rateLimit?: RateLimit;
  readonly window?: WindowView;
  /** Where the key has a quota and its record let the request through. */
  readonly quota?: QuotaView;
  readonly leaseId?: string;
}

/** A caller of null asks with the key itself, so the key's workspace is the right one. */
export type Verify = (caller: Pick<Caller, 'workspaceId'> | null, request: VerifyRequest) => Promise<Verdict>;

/** A key that changes this often while one request is decided is not a key but a fault. */
const ATTEMPTS_MAX = 6;

/**
 * Decides about a presented key and counts the decision to it. A decision made on an old record has no effect: the record
 * is read anew and the request decided again, so what a mutation answered holds from then on.
 */
export function createVerify(deps: {
  records: Records;
  decider: Decider;
  quotaUse: QuotaUse;
  caps: Caps;
  now: () => number;
}): Verify {
  const { records, decider, quotaUse, caps } = deps;

  const decideOn = async (record: KeyRecord, request: VerifyRequest, now: number, quotaUsed?: QuotaState) => {
    const server = request.server === undefined ? undefined : record.servers.get(request.server);
    const rateLimit = server?.rateLimit ?? record.rateLimit;
    const outcome = await decider.decide({
      keyId: record.id,
      workspaceId: record.workspaceId,
      version: record.version,
      code: decide(record, { ...request, scopes: request.scopes ?? [] }, now),
      rateLimit,
      quota: record.quota,
      quotaUsed,
      leasesMax: request.lease === true ? record.concurrencyLimit : null,
      cost: request.cost ?? 1,
      serverId: server?.id ?? NO_SERVER,
      endpoint: caps.endpoint(record.id, now, request.endpoint ?? ''),
      ip: caps.source(record.id, 'ip', now, request.ip),
      userAgent: caps.source(record.id, 'ua', now, request.userAgent),
    });
    return outcome.stale ? outcome : { ...outcome, record, rateLimit };
  };

  return async (caller, request) => {
    if (!couldBeKey(request.key)) return { code: 'MALFORMED' };
    let record = await records.ofSecret(request.key);
    let quotaUsed: QuotaState | undefined;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (record === undefined) return { code: 'NOT_FOUND' };
      if (caller !== null && record.workspaceId !== caller.workspaceId) return { code: 'NOT_FOUND' };
      const now = deps.now();
      const outcome = await decideOn(record, request, now, quotaUsed);
      if (!outcome.stale) return outcome;
      if (outcome.quotaUnknown) quotaUsed = await quotaUse(record, now);
      else record = await records.refresh(record.id);
    }
    throw new CountersUnavailable();
  };
}
