import { type DecisionCode, decide } from '../core/decision.ts';
import { CountersUnavailable } from '../core/errors.ts';
import { couldBeKey } from '../core/key/format.ts';
import type { KeyRecord, RateLimit } from '../core/key/record.ts';
import { NO_SERVER } from '../core/usage/cell.ts';
import type { WindowView } from '../core/window.ts';
import type { Decider } from '../counters/decider.ts';
import type { Caps } from './caps.ts';
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
}

/** The outcome; all but the code only where the key is known. */
export interface Verdict {
  readonly code: DecisionCode;
  readonly record?: KeyRecord;
  /** The limit that was applied. */
  readonly rateLimit?: RateLimit;
  readonly window?: WindowView;
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
  caps: Caps;
  now: () => number;
}): Verify {
  const { records, decider, caps } = deps;
  return async (caller, request) => {
    if (!couldBeKey(request.key)) return { code: 'MALFORMED' };
    let record = await records.ofSecret(request.key);
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (record === undefined) return { code: 'NOT_FOUND' };
      if (caller !== null && record.workspaceId !== caller.workspaceId) return { code: 'NOT_FOUND' };
      const now = deps.now();
      const code = decide(record, { ...request, scopes: request.scopes ?? [] }, now);
      const server = request.server === undefined ? undefined : record.servers.get(request.server);
      const rateLimit = server?.rateLimit ?? record.rateLimit;
      const outcome = await decider.decide({
        keyId: record.id,
        workspaceId: record.workspaceId,
        version: record.version,
        code,
        rateLimit,
        cost: request.cost ?? 1,
        serverId: server?.id ?? NO_SERVER,
        endpoint: caps.endpoint(record.id, now, request.endpoint ?? ''),
        ip: caps.source(record.id, 'ip', now, request.ip),
        userAgent: caps.source(record.id, 'ua', now, request.userAgent),
      });
      if (!outcome.stale) return { code: outcome.code, record, rateLimit, window: outcome.window };
      record = await records.refresh(record.id);
    }
    throw new CountersUnavailable();
  };
}
