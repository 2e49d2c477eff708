import { DAY_MS, HOUR_MS, MINUTE_MS, slotOf } from '../../core/usage/cell.ts';
import { usualPerMinute } from './rhythm.ts';
import type { DemoKey, Tenant } from './tenant.ts';

const DAYS = 14;
const EVENTS_PER_BATCH = 2_000;

/** Sends 14 days of a tenant's history as a backfill; returns the number of requests that it stands for. */
export async function sendHistory(
  tenant: Tenant,
  now: number,
  onEvents: (count: number) => void,
): Promise<number> {
  const events = tenant.keys.flatMap((key, place) => historyOf(tenant, key, place, now));
  for (let at = 0; at < events.length; at += EVENTS_PER_BATCH) {
    const part = events.slice(at, at + EVENTS_PER_BATCH);
    const batchId = `history:${tenant.workspaceId}:${at}`;
    await tenant.http.post('/v1/usage', tenant.adminToken, { batchId, backfill: true, events: part });
    onEvents(part.length);
  }
  return events.reduce((sum, event) => sum + event.requests, 0);
}

/** One event a minute as long as minutes are kept, and one an hour before. */
function historyOf({ server }: Tenant, key: DemoKey, place: number, now: number) {
  const events: {
    keyId: string;
    at: number;
    server: string;
    endpoint: string;
    requests: number;
    status: number;
  }[] = [];
  const end = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const add = (at: number, requests: number) => {
    if (requests > 0)
      events.push({ keyId: key.id, at, server, endpoint: 'tools/call:search', requests, status: 200 });
  };
  let at = Math.floor((now - DAYS * DAY_MS) / HOUR_MS) * HOUR_MS;
  while (at < end) {
    const span = slotOf(at, now).grain === 'minute' ? MINUTE_MS : HOUR_MS;
    add(at, Math.round(usualPerMinute(at, place) * (span / MINUTE_MS)));
    at += span;
  }
  return events;
}
