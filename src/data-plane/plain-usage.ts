import { checkEventTime } from '../core/usage/event.ts';
import { createEventScan, readScan, scanEvent } from '../core/usage/event-scan.ts';
import { addIncrements, type EventPlace, noIncrements } from '../core/usage/increments.ts';
import { loadScanText, NONE, openScanText } from '../core/usage/scan-text.ts';
import type { Recorder } from '../counters/recorder.ts';
import type { Caps } from './caps.ts';
import type { EventPlaces } from './event-places.ts';
import { serverOf } from './event-servers.ts';
import type { Records } from './records.ts';
import { scanReport } from './report-scan.ts';
import { createScannedPlaces } from './scanned-places.ts';
import type { Caller } from './tokens.ts';
import type { UsageAnswer } from './usage.ts';

/**
 * Counts a report as most are, straight from its bytes; undefined, with nothing counted, for any other, and where an event
 * would be rejected or its key's record is not at hand.
 */
export type RecordPlainUsage = (caller: Caller, body: Buffer) => Promise<UsageAnswer> | undefined;

/** Opens room for bodies of up to so many bytes. */
export function createRecordPlainUsage(deps: {
  records: Pick<Records, 'idAtHand'>;
  recorder: Recorder;
  caps: Caps;
  places: EventPlaces;
  bodyBytesMax: number;
  now: () => number;
}): RecordPlainUsage {
  const { records, recorder, caps, places } = deps;
  const known = createScannedPlaces();
  const text = openScanText(deps.bodyBytesMax);
  const event = createEventScan();

  const placeOf = (workspaceId: string, nowMs: number): EventPlace | undefined => {
    const found = known.find(text, event, nowMs);
    if (
      found !== undefined &&
      found.record.workspaceId === workspaceId &&
      found.record === records.idAtHand(found.record.id)
    ) {
      return found.place;
    }
    const read = readScan(text, event);
    const record = read === undefined ? undefined : records.idAtHand(read.keyId);
    if (read === undefined || record === undefined || record.workspaceId !== workspaceId) return undefined;
    const serverId = serverOf(record, read.server);
    if (serverId === undefined) return undefined;
    const place = places.of(read, { workspaceId, serverId }, nowMs);
    known.note(text, event, nowMs, { record, place });
    return place;
  };
  const userAgentOf = (keyId: string) =>
    event.userAgentFrom === 0
      ? undefined
      : caps.source(
          keyId,
          'ua',
          event.at,
          text.bytes.toString('latin1', event.userAgentFrom, event.userAgentEnd),
        );

  return ({ workspaceId }, body) => {
    if (body.length > deps.bodyBytesMax) return undefined;
    loadScanText(text, body);
    const nowMs = deps.now();
    const increments = noIncrements();
    let accepted = 0;
    const report = scanReport(text, body.length, (from) => {
      const end = scanEvent(text, from, event);
      if (end === NONE || checkEventTime(event.at, nowMs, false) !== undefined) return NONE;
      const place = placeOf(workspaceId, nowMs);
      if (place === undefined) return NONE;
      addIncrements(increments, event, place, { userAgent: userAgentOf(place.keyId) });
      accepted += 1;
      return end;
    });
    if (report === undefined) return undefined;
    return answer(recorder, { workspaceId, batchId: report.batchId, increments }, accepted);
  };
}

async function answer(
  recorder: Recorder,
  batch: Parameters<Recorder['record']>[0],
  accepted: number,
): Promise<UsageAnswer> {
  const outcome = batch.increments.places.length === 0 ? 'recorded' : await recorder.record(batch);
  return { accepted, rejected: [], repeated: outcome === 'repeated' };
}
