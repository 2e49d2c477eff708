import { disabledSentence, endpointDisabledPayload } from '../core/endpoint-event.ts';
import { originOf } from '../core/webhook-format.ts';
import { insertAudit } from '../storage/audit.ts';
import { failDeliveriesOf } from '../storage/deliveries.ts';
import { type Attempt, insertAttempts } from '../storage/delivery-attempts.ts';
import {
  type DisabledEndpoint,
  noteEndpointsFailed,
  noteEndpointsReached,
} from '../storage/endpoint-health.ts';
import type { Db } from '../storage/tenancy.ts';
import { insertEvents } from '../storage/webhook-events.ts';
import type { JobContext } from './deps.ts';

/** Notes how attempts went. */
export interface Settler {
  /** Resolves once it is committed; what ends meanwhile is committed together. Rejects where it cannot be. */
  settle(attempt: Attempt): Promise<void>;
}

interface Waiting {
  readonly attempt: Attempt;
  readonly done: PromiseWithResolvers<void>;
}

/** Settling may meet the deletion of an endpoint in a deadlock, of which Postgres ends one. */
const TRIES = 3;

/** Makes a settler that has one transaction under way at a time. */
export function createSettler(context: JobContext): Settler {
  let waiting: Waiting[] = [];
  let writing = false;
  const write = async () => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await commit(
          context,
          batch.map(({ attempt }) => attempt),
        );
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    writing = false;
  };
  return {
    settle: async (attempt) => {
      const done = Promise.withResolvers<void>();
      waiting.push({ attempt, done });
      if (!writing) void write();
      await done.promise;
    },
  };
}

async function commit(context: JobContext, attempts: readonly Attempt[]): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await context.storage.transaction(async (db) => await settleAll(db, attempts, context.now()));
      return;
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}

async function settleAll(db: Db, attempts: readonly Attempt[], now: Date): Promise<void> {
  await insertAttempts(db, attempts);
  const reached = new Set<string>();
  const failed = new Set<string>();
  const goneIds = new Set<string>();
  for (const { endpointId, verdict } of attempts) {
    (verdict.state === 'DELIVERED' ? reached : failed).add(endpointId);
    if (verdict.state === 'FAILED' && verdict.endpointGone) goneIds.add(endpointId);
  }
  await noteEndpointsReached(db, [...reached]);
  const endpointIds = [...failed].filter((id) => !reached.has(id) || goneIds.has(id));
  for (const endpoint of await noteEndpointsFailed(db, { endpointIds, goneIds, now })) {
    await tellDisabled(db, endpoint, now);
  }
}

/** Fails what is pending for a disabled endpoint, and tells the audit log and the other endpoints. */
async function tellDisabled(db: Db, endpoint: DisabledEndpoint, at: Date): Promise<void> {
  const { id: endpointId, workspaceId, description, disabledBy, failingSince } = endpoint;
  const failedDeliveries = await failDeliveriesOf(db, endpointId);
  const subject = { workspaceId, endpointId, description, origin: originOf(endpoint.url) };
  await insertAudit(db, {
    workspaceId,
    actor: null,
    action: 'webhook_endpoint.disabled',
    targetId: endpointId,
    detail: { disabledBy, failedDeliveries, sentence: disabledSentence(subject, disabledBy) },
    at,
  });
  const payload = endpointDisabledPayload(subject, { disabledBy, failingSince }, at);
  await insertEvents(db, [{ workspaceId, eventType: 'webhook_endpoint.disabled', payload }], at);
}
