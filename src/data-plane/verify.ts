import type { BurstView } from '../core/burst.ts';
import { type DecisionCode, decide } from '../core/decision.ts';
import { CountersUnavailable } from '../core/errors.ts';
import { couldBeKey } from '../core/key/format.ts';
import type { KeyRecord, RateLimit } from '../core/key/record.ts';
import type { QuotaState, QuotaView } from '../core/quota.ts';
import type { SignatureCheck, SigningProof } from '../core/request-signature.ts';
import { NO_SERVER } from '../core/usage/cell.ts';
import type { WindowView } from '../core/window.ts';
import type { DecideEntry, DoubtfulEntry } from '../counters/decide-entry.ts';
import type { Decider } from '../counters/decider.ts';
import type { Caps } from './caps.ts';
import type { QuotaUse } from './quota-use.ts';
import type { Records } from './records.ts';
import { checkSignature, type OpenSigningSecret } from './signed.ts';
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
  /** What was signed, for keys with a signing secret; the gateway cannot check these itself. */
  readonly signed?: SigningProof;
}

/** The outcome; all but the code only where the key is known. */
export interface Verdict {
  readonly code: DecisionCode;
  readonly record?: KeyRecord;
  /** The limit that was applied. */
  readonly rateLimit?: RateLimit;
  readonly window?: WindowView | undefined;
  /** Where the limit has a burst and the record let the request through. */
  readonly burst?: BurstView | undefined;
  /** Where the key has a quota and its record let the request through. */
  readonly quota?: QuotaView | undefined;
  readonly leaseId?: string | undefined;
}

/** A caller of null asks with the key itself, so the key's workspace is the right one. */
export type Verify = (caller: Pick<Caller, 'workspaceId'> | null, request: VerifyRequest) => Promise<Verdict>;

/** What a request was told when it was asked about before. */
interface Again {
  readonly quotaUsed?: QuotaState | undefined;
  readonly doubtful?: DoubtfulEntry | undefined;
}

const FIRST: Again = {};

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
  openSigningSecret: OpenSigningSecret;
  now: () => number;
}): Verify {
  const { records, decider, quotaUse, caps } = deps;

  const entryOf = (
    record: KeyRecord,
    request: VerifyRequest,
    now: number,
    { quotaUsed, doubtful }: Again,
  ): DecideEntry => {
    const { server: slug, scopes = [], environment, ip, endpoint = '', userAgent, cost = 1 } = request;
    const server = slug === undefined ? undefined : record.servers.get(slug);
    const signature = checkSignature(record, request, deps.openSigningSecret, now);
    return {
      keyId: record.id,
      workspaceId: record.workspaceId,
      version: record.version,
      code: decide(record, { server: slug, scopes, environment, ip, signature }, now),
      rateLimit: server?.rateLimit ?? record.rateLimit,
      quota: record.quota,
      quotaUsed,
      doubtful,
      leasesMax: request.lease === true ? record.concurrencyLimit : null,
      cost,
      serverId: server?.id ?? NO_SERVER,
      endpoint: caps.endpoint(record.id, now, endpoint),
      ip: caps.source(record.id, 'ip', now, ip),
      userAgent: caps.source(record.id, 'ua', now, userAgent),
    };
  };

  return async (caller, request) => {
    let record = records.atHand(request.key);
    if (record === undefined) {
      if (!couldBeKey(request.key)) return { code: 'MALFORMED' };
      record = await records.ofSecret(request.key);
    }
    let again = FIRST;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (record === undefined) return { code: 'NOT_FOUND' };
      if (caller !== null && record.workspaceId !== caller.workspaceId) return { code: 'NOT_FOUND' };
      const now = deps.now();
      const entry = entryOf(record, request, now, again);
      const outcome = await decider.decide(entry);
      if (!outcome.stale) {
        const { code, window, burst, quota, leaseId } = outcome;
        return { code, record, rateLimit: entry.rateLimit, window, burst, quota, leaseId };
      }
      const { quotaUnknown, doubtful } = outcome;
      again = { doubtful, quotaUsed: quotaUnknown ? await quotaUse(record, now) : again.quotaUsed };
      if (!quotaUnknown) record = await records.refresh(record.id);
    }
    throw new CountersUnavailable();
  };
}
