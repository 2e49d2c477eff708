import type { KeyRecord } from '../core/key/record.ts';
import { NO_SERVER } from '../core/usage/cell.ts';
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
import { createEventPlaces } from './event-places.ts';
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

/** Checks a report's events one by one, and counts the good ones once. */
export function createRecordUsage(deps: {
  records: Records;
  recorder: Recorder;
  caps: Caps;
  now: () => number;
}): RecordUsage {
  const { records, recorder, caps } = deps;
  const places = createEventPlaces(caps);

  /** Servers made after the record was read are looked for once per report and key. */
  const serverOf = async (
    record: KeyRecord,
    slug: string,
    reread: Set<string>,
  ): Promise<string | undefined> => {
    const known = record.servers.get(slug)?.id;
    if (known !== undefined || reread.has(record.id)) return known;
    reread.add(record.id);
    return (await records.refresh(record.id))?.servers.get(slug)?.id;
  };

  /** Finds the server of an event whose record is not at hand, or does not name it. */
  const lookForServer = async (
    event: UsageEvent,
    caller: Caller,
    reread: Set<string>,
  ): Promise<string | Rejected> => {
    const record = await records.ofId(event.keyId);
    if (record === undefined || record.workspaceId !== caller.workspaceId) return UNKNOWN_KEY;
    return event.server === undefined
      ? NO_SERVER
      : ((await serverOf(record, event.server, reread)) ?? UNKNOWN_SERVER);
  };

  const serverAtHand = (event: UsageEvent, caller: Caller): string | undefined => {
    const record = records.idAtHand(event.keyId);
    if (record === undefined || record.workspaceId !== caller.workspaceId) return undefined;
    return event.server === undefined ? NO_SERVER : record.servers.get(event.server)?.id;
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
    for (const [index, input] of request.events.entries()) {
      const event = parseUsageEvent(input);
      if (isRejected(event)) {
        rejected.push({ index, ...event });
        continue;
      }
      const server =
        checkEventTime(event.at, now, backfill) ??
        serverAtHand(event, caller) ??
        (await lookForServer(event, caller, reread));
      if (typeof server !== 'string') {
        rejected.push({ index, ...server });
        continue;
      }
      const { keyId, at } = event;
      const source =
        event.ip === undefined && event.userAgent === undefined
          ? NO_SOURCE
          : {
              ip: caps.source(keyId, 'ip', at, event.ip),
              userAgent: caps.source(keyId, 'ua', at, event.userAgent),
            };
      addIncrements(increments, event, places.of(event, { workspaceId, serverId: server }, now), source);
    }
    const outcome =
      increments.places.length === 0
        ? 'recorded'
        : await recorder.record({ workspaceId, batchId: request.batchId, increments });
    return { accepted: request.events.length - rejected.length, rejected, repeated: outcome === 'repeated' };
  };
}
