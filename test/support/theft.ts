import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished, vi } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/usage/cell.ts';
import type { RemoteKeywatch } from './keywatch.ts';

const BEHIND_MINUTES = 5;
const HISTORY_DAYS = 2;
const EVENTS_PER_BATCH = 2_000;
const USUAL_PER_MINUTE = 6;

/** The clock of this process, for a Keywatch started after it: it goes on as ever, and is put forward by the minute. */
export interface Clock {
  /** Jumps to a few seconds after the next full minute. */
  nextMinute(): void;
}

/**
 * Puts `Date` some minutes back, to shortly after a minute began: Redis goes by the machine's own clock, and no jump must
 * lead beyond that.
 */
export function takeClock(): Clock {
  let at = (Math.floor(Date.now() / MINUTE_MS) - BEHIND_MINUTES) * MINUTE_MS + 2_000;
  vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  return {
    nextMinute: () => {
      at += MINUTE_MS;
      vi.setSystemTime(at);
    },
  };
}

/** Reports two days of a key's even traffic, so that the detector knows it. */
export async function reportHistory(
  keywatch: RemoteKeywatch,
  { adminToken, keyId, server }: { adminToken: string; keyId: string; server: string },
): Promise<void> {
  const end = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const minutes = (HISTORY_DAYS * DAY_MS) / MINUTE_MS;
  const events = Array.from({ length: minutes }, (_, minute) => ({
    keyId,
    at: end - (minutes - minute) * MINUTE_MS,
    server,
    endpoint: 'tools/call:search',
    requests: USUAL_PER_MINUTE + (minute % 3),
    status: 200,
    latencyMs: 30 + (minute % 20),
  }));
  for (let at = 0; at < events.length; at += EVENTS_PER_BATCH) {
    const part = events.slice(at, at + EVENTS_PER_BATCH);
    const { status } = await keywatch.post('/v1/usage', adminToken, { backfill: true, events: part });
    if (status !== 200) throw new Error(`the history was answered ${status}`);
  }
}

/** Sends requests with a key, as whoever holds it does. */
export async function useKey(
  keywatch: RemoteKeywatch,
  {
    gatewayToken,
    secret,
    server,
    ip,
    times,
  }: { gatewayToken: string; secret: string; server: string; ip: string; times: number },
): Promise<void> {
  const verification = {
    key: secret,
    server,
    endpoint: 'tools/call:search',
    ip,
    userAgent: `client of ${ip}`,
  };
  for (let sent = 0; sent < times; sent += 100) {
    const verifications = Array.from({ length: Math.min(100, times - sent) }, () => verification);
    const { status } = await keywatch.post('/v1/keys/verify-batch', gatewayToken, { verifications });
    if (status !== 200) throw new Error(`a batch was answered ${status}`);
    await delay(5);
  }
}
