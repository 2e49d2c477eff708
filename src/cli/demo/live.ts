import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { MINUTE_MS } from '../../core/usage/cell.ts';
import { CliFailure } from '../failure.ts';
import { callAt, clientOf, serverAt } from './call.ts';
import { usualPerMinute } from './rhythm.ts';
import type { DemoKey, Tenant } from './tenant.ts';

/** Traffic that goes on in the background. */
export interface Traffic {
  /** Requests that were answered so far. */
  sent(): number;
  /** Ends it, and waits for what is under way. */
  stop(): Promise<void>;
}

/** Asks for other things than those whose key it is. */
const THIEF = 50;

const answerSchema = z.object({ valid: z.boolean(), code: z.string() });

/** Requests of the tenants' own clients, in their usual rhythm. */
export function startUsualTraffic(tenants: readonly Tenant[]): Traffic {
  const clients = tenants.flatMap((tenant) =>
    tenant.keys.map((key, place) =>
      startClient(tenant, key, {
        ...clientOf(place),
        place,
        pauseMs: () => MINUTE_MS / Math.max(1, usualPerMinute(Date.now(), place)),
      }),
    ),
  );
  return {
    sent: () => clients.reduce((sum, client) => sum + client.sent(), 0),
    stop: async () => void (await Promise.all(clients.map(async (client) => await client.stop()))),
  };
}

/** Requests of somebody who found a key: fast, from elsewhere, with another client. */
export function startThief(tenant: Tenant, key: DemoKey): Traffic {
  return startClient(tenant, key, {
    place: THIEF,
    ip: '203.0.113.66',
    userAgent: 'python-requests/2.32',
    pauseMs: () => 60,
  });
}

function startClient(
  tenant: Tenant,
  key: DemoKey,
  as: { place: number; ip: string; userAgent: string; pauseMs: () => number },
): Traffic {
  const stopping = new AbortController();
  let sent = 0;
  const run = async () => {
    while (!stopping.signal.aborted) {
      const { ip, userAgent, place } = as;
      const now = Date.now();
      const call = callAt(now + sent * MINUTE_MS, place);
      const where = { server: serverAt(key, now + sent * MINUTE_MS, place), endpoint: call.endpoint };
      const body = { key: key.secret, ...where, ip, userAgent };
      const { code } = answerSchema.parse(
        await tenant.http.post('/v1/keys/verify', tenant.gatewayToken, body),
      );
      if (code !== 'VALID') throw new CliFailure(`${key.name} was answered ${code}`);
      sent += 1;
      const { latencyMs, bytes } = call;
      const outcome = { keyId: key.id, at: now, ...where, requests: 0, status: 200, latencyMs, bytes };
      await tenant.http.post('/v1/usage', tenant.gatewayToken, { events: [outcome] });
      await delay(as.pauseMs(), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  running.catch(() => undefined);
  return {
    sent: () => sent,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
