import { DAY_MS, HOUR_MS, MINUTE_MS, slotOf } from '../../core/usage/cell.ts';
import { callAt, chanceAt, clientOf, serverAt } from './call.ts';
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
  const events = tenant.keys.flatMap((key, place) => historyOf(key, place, now));
  for (let at = 0; at < events.length; at += EVENTS_PER_BATCH) {
    const part = events.slice(at, at + EVENTS_PER_BATCH);
    const batchId = `history:${tenant.workspaceId}:${at}`;
    await tenant.http.post('/v1/usage', tenant.adminToken, { batchId, backfill: true, events: part });
    onEvents(part.length);
  }
  return events.reduce((sum, event) => sum + event.requests, 0);
}

/** Events of every minute as long as minutes are kept, and of every hour before. */
function historyOf(key: DemoKey, place: number, now: number): UsageEvent[] {
  const events: UsageEvent[] = [];
  const end = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  let at = Math.floor((now - DAYS * DAY_MS) / HOUR_MS) * HOUR_MS;
  while (at < end) {
    const span = slotOf(at, now).grain === 'minute' ? MINUTE_MS : HOUR_MS;
    events.push(...eventsOf(key, place, at, Math.round(usualPerMinute(at, place) * (span / MINUTE_MS))));
    at += span;
  }
  return events;
}

/** Most requests go well; now and then one fails at the server, and seldom one lacks a scope. */
function eventsOf(key: DemoKey, place: number, at: number, requests: number): UsageEvent[] {
  if (requests === 0) return [];
  const chance = chanceAt(at, place + 7);
  const odd = requests > 2 && chance < 0.08 ? Math.max(1, Math.floor(requests / 60)) : 0;
  const { endpoint, latencyMs, bytes } = callAt(at, place);
  const event = { ...clientOf(place), keyId: key.id, at, server: serverAt(key, at, place), endpoint };
  const good = { ...event, requests: requests - odd, status: 200, latencyMs, bytes };
  if (odd === 0) return [good];
  if (chance < 0.01) return [good, { ...event, requests: odd, decision: 'INSUFFICIENT_SCOPE' }];
  return [good, { ...event, requests: odd, status: chance < 0.04 ? 404 : 502, latencyMs, bytes: 120 }];
}

interface UsageEvent {
  readonly keyId: string;
  readonly at: number;
  readonly server: string;
  readonly endpoint: string;
  readonly requests: number;
  readonly status?: number;
  readonly decision?: string;
  readonly latencyMs?: number;
  readonly bytes?: number;
}
