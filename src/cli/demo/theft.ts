import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { MINUTE_MS } from '../../core/usage/cell.ts';
import { Alerts } from '../documents.ts';
import { CliFailure } from '../failure.ts';
import { startThief } from './live.ts';
import type { Received, Receiver } from './receive.ts';
import type { DemoKey, Tenant } from './tenant.ts';

/** How a theft was noticed. */
export interface Theft {
  /** Requests of the thief. */
  readonly requests: number;
  readonly alertAfterMinuteCloseSeconds: number;
  readonly webhookVerified: boolean;
  readonly sentence: string;
}

/** A minute needs this much of the thief to look like one. */
const THEFT_MS_MIN = 25_000;
const ALERT_WAIT_MS = 180_000;

const eventSchema = z.object({
  type: z.string(),
  data: z.object({ key: z.object({ id: z.string() }), sentence: z.string() }),
});

/** Steals a key, and waits until its owner's webhook tells of it. */
export async function stealKey(tenant: Tenant, key: DemoKey, receiver: Receiver): Promise<Theft> {
  const left = MINUTE_MS - (Date.now() % MINUTE_MS);
  if (left < THEFT_MS_MIN) await delay(left);
  const minuteClose = (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS;
  const thief = startThief(tenant, key);
  const told = await receiver.next((received) => tellsOf(received, key), ALERT_WAIT_MS);
  await thief.stop();
  const { alerts } = await tenant.http.graphql(Alerts, { workspaceId: tenant.workspaceId });
  if (!alerts.edges.some(({ node }) => node.key?.id === key.id && node.state === 'OPEN')) {
    throw new CliFailure('GraphQL shows no open alert of the stolen key');
  }
  return {
    requests: thief.sent(),
    alertAfterMinuteCloseSeconds: (told.at - minuteClose) / 1_000,
    webhookVerified: told.verified,
    sentence: eventSchema.parse(told.payload).data.sentence,
  };
}

function tellsOf(received: Received, key: DemoKey): boolean {
  const event = eventSchema.safeParse(received.payload);
  return event.success && event.data.type === 'alert.opened' && event.data.data.key.id === key.id;
}
