import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { alertEventPayload } from '../src/core/alert-event.ts';
import type { Storage } from '../src/storage/client.ts';
import { insertEvents } from '../src/storage/webhook-events.ts';

const EVERY_MS = 250;
/** Hostile endpoints ask for critical ones only, which is enough. */
const CRITICAL_EVERY = 50;

/** Writes alerts into the outbox, each in a transaction as the detector does, until `stop`. */
export function startEvents(
  storage: Storage,
  workspaceId: string,
): { stop(): Promise<{ readonly events: number }> } {
  const stopping = new AbortController();
  const write = async () => {
    let events = 0;
    while (!stopping.signal.aborted) {
      const payload = payloadOf(workspaceId, events % CRITICAL_EVERY === 0 ? 'CRITICAL' : 'WARNING');
      const event = { workspaceId, eventType: 'alert.opened', payload };
      await storage.transaction(async (db) => await insertEvents(db, [event], new Date()));
      events += 1;
      await delay(EVERY_MS);
    }
    return { events };
  };
  const writing = write();
  return {
    stop: async () => {
      stopping.abort();
      return await writing;
    },
  };
}

function payloadOf(workspaceId: string, severity: 'WARNING' | 'CRITICAL'): string {
  const now = Date.now();
  const key = { id: randomUUID(), name: 'CI', prefix: 'kw_live_', lastFour: 'aB3d', ownerId: randomUUID() };
  const figures = { observed: 312, expected: 6, lower: 1, upper: 30, score: 12, sentence: '312, not 6.' };
  const subject = {
    ...figures,
    alertId: randomUUID(),
    workspaceId,
    key,
    kind: 'spike',
    topic: '',
    state: 'OPEN',
    severity,
    since: now,
    resolution: null,
    verdict: null,
    actorId: null,
  } as const;
  return alertEventPayload('alert.opened', subject, now);
}
