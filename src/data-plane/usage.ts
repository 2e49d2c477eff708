import type { KeyRecord } from '../core/key/record.ts';
import {
  checkEventTime,
  isRejected,
  parseUsageEvent,
  type Rejected,
  type UsageEvent,
} from '../core/usage/event.ts';
import { addIncrements, noIncrements } from '../core/usage/increments.ts';
import type { Recorder } from '../counters/recorder.ts';
import type { Caps } from './caps.ts';
import type { EventPlaces } from './event-places.ts';
import { serverOf } from './event-servers.ts';
import { Problem } from './problem.ts';
import type { Records } from './records.ts';
import type { Caller } from './tokens.ts';

/** What a gateway reports, its events not yet checked. */
export interface UsageRequest {
  readonly batchId?: string;
  /** Takes events older than 48 hours; needs an ADMIN token. */
  readonly backfill?: boolean;
  readonly events: readonly unknown[];
}

/** What became of a report. Rejected events can be mended and sent again, under another batch id. */
export interface UsageAnswer {
  readonly accepted: number;
  readonly rejected: readonly ({ readonly index: number } & Rejected)[];
  /** True where this batch id was counted before: nothing was counted now. */
  readonly repeated: boolean;
}

export type RecordUsage = (caller: Caller, request: UsageRequest) => Promise<UsageAnswer>;

const UNKNOWN_KEY: Rejected = { reason: 'UNKNOWN_KEY', message: 'keyId: this workspace has no such key' };
const UNKNOWN_SERVER: Rejected = {
  reason: 'UNKNOWN_SERVER',
  message: 'server: the key opens no such server',
};
const NO_SOURCE = {};

/** Checks a report's events one by one, and counts the good ones once. Records that are not at hand are read together. */
export function createRecordUsage(deps: {
  records: Pick<Records, 'idAtHand' | 'prepareIds' | 'refresh'>;
  recorder: Recorder;
  caps: Caps;
  places: EventPlaces;
  now: () => number;
}): RecordUsage {
  const { records, recorder, caps, places } = deps;

  const recordOf = (event: UsageEvent, caller: Caller): KeyRecord | undefined => {
    const record = records.idAtHand(event.keyId);
    return record?.workspaceId === caller.workspaceId ? record : undefined;
  };

  /** Servers made after the record was read are looked for once per report and key. */
  const lookForServer = async (
    { server }: UsageEvent,
    { id }: KeyRecord,
    reread: Set<string>,
  ): Promise<string | Rejected> => {
    if (reread.has(id)) return UNKNOWN_SERVER;
    reread.add(id);
    const record = await records.refresh(id);
    return (record === undefined ? undefined : serverOf(record, server)) ?? UNKNOWN_SERVER;
  };

  return async (caller, request) => {
    const backfill = request.backfill === true;
    if (backfill && caller.kind !== 'ADMIN') {
      throw new Problem(403, 'TOKEN_KIND_NOT_ALLOWED', 'A backfill takes a token of kind ADMIN.');
    }
    const now = deps.now();
    const { workspaceId } = caller;
    const reread = new Set<string>();
    const increments = noIncrements();
    const rejected: ({ index: number } & Rejected)[] = [];
    const events = request.events.map((input) => readEvent(input, now, backfill));
    await records.prepareIds(events.flatMap((event) => (isRejected(event) ? [] : event.keyId)));
    for (const [index, event] of events.entries()) {
      if (isRejected(event)) {
        rejected.push({ index, ...event });
        continue;
      }
      const record = recordOf(event, caller);
      const server =
        record === undefined
          ? UNKNOWN_KEY
          : (serverOf(record, event.server) ?? (await lookForServer(event, record, reread)));
      if (typeof server !== 'string') {
        rejected.push({ index, ...server });
        continue;
      }
      const place = places.of(event, { workspaceId, serverId: server }, now);
      addIncrements(increments, event, place, sourceOf(caps, event));
    }
    const outcome =
      increments.places.length === 0
        ? 'recorded'
        : await recorder.record({ workspaceId, batchId: request.batchId, increments });
    return { accepted: request.events.length - rejected.length, rejected, repeated: outcome === 'repeated' };
  };
}

function readEvent(input: unknown, nowMs: number, backfill: boolean): UsageEvent | Rejected {
  const event = parseUsageEvent(input);
  return isRejected(event) ? event : (checkEventTime(event.at, nowMs, backfill) ?? event);
}

function sourceOf(caps: Caps, { keyId, at, ip, userAgent }: UsageEvent): Parameters<typeof addIncrements>[3] {
  if (ip === undefined && userAgent === undefined) return NO_SOURCE;
  return { ip: caps.source(keyId, 'ip', at, ip), userAgent: caps.source(keyId, 'ua', at, userAgent) };
}
