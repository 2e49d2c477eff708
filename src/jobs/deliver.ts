import { type DeliveryAnswer, judgeAttempt } from '../core/delivery.ts';
import { signWebhook } from '../core/signature.ts';
import { claimDeliveries, type DueDelivery, failDeliveriesOf, settleAttempt } from '../storage/deliveries.ts';
import type { JobContext } from './deps.ts';
import { postWebhook, WEBHOOK_TIMEOUTS } from './post-webhook.ts';
import { type AddressBook, createAddressBook } from './webhook-address.ts';

const CONCURRENCY = 10;

/** An endpoint that hangs holds up this many attempts, and those of no other endpoint. */
const PER_ENDPOINT_MAX = 2;

/** What becomes due while attempts hang waits no longer than this. */
const CLAIM_EVERY_MS = 500;

/** Longer than an attempt can take, so that two processes never attempt the same delivery at once. */
const LEASE_MS = 60_000;

const ERROR_LENGTH_MAX = 1_200;

/**
 * Attempts all deliveries that are due, several at a time. Whatever happens in between, a delivery is either settled in
 * Postgres or due again when its lease ends: receivers may see an event twice, with the same id, and never not at all.
 */
export async function deliver(context: JobContext): Promise<void> {
  const addresses = createAddressBook(context.webhookAllowCidrs);
  const running = new Map<Promise<void>, string>();
  const start = (delivery: DueDelivery) => {
    const attempt: Promise<void> = attemptDelivery(context, addresses, delivery)
      .catch((error: unknown) => {
        context.log.error({ err: error, deliveryId: delivery.id }, 'An attempt could not be settled.');
      })
      .finally(() => running.delete(attempt));
    running.set(attempt, delivery.endpointId);
  };
  try {
    while (!context.signal.aborted) {
      const underWay = [...running.values()];
      const claimed = await claim(context, underWay);
      if (claimed.length === 0 && underWay.length === 0) return;
      for (const delivery of claimed) start(delivery);
      if (running.size > 0) await oneOf(running.keys(), CLAIM_EVERY_MS);
    }
  } finally {
    await Promise.all(running.keys());
  }
}

/** Claims as many deliveries as may start beside those under way, given by their endpoints. */
async function claim(context: JobContext, underWay: readonly string[]): Promise<DueDelivery[]> {
  const countMax = CONCURRENCY - underWay.length;
  if (countMax === 0) return [];
  const now = context.now();
  return await claimDeliveries(context.storage.prisma, {
    now,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    countMax,
    perEndpointMax: PER_ENDPOINT_MAX,
    busyEndpointIds: [...new Set(underWay)],
  });
}

/** Waits until one of these has ended, or for a time. */
async function oneOf(running: Iterable<Promise<void>>, waitMsMax: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMsMax);
  try {
    await Promise.race([...running, promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function attemptDelivery(
  context: JobContext,
  addresses: AddressBook,
  delivery: DueDelivery,
): Promise<void> {
  if (delivery.endpointDisabled) {
    await failDeliveriesOf(context.storage.prisma, delivery.endpointId);
    return;
  }
  const at = context.now();
  const answer = await post(context, addresses, delivery, at);
  const now = context.now();
  const verdict = judgeAttempt(answer, delivery.attempts + 1, {
    nowMs: now.getTime(),
    jitter: context.random(),
  });
  await context.storage.transaction(async (db) => {
    await settleAttempt(db, delivery, {
      at,
      status: answer.status,
      error:
        verdict.state === 'DELIVERED' ? null : answer.text.replaceAll('\0', '').slice(0, ERROR_LENGTH_MAX),
      durationMs: Math.max(0, now.getTime() - at.getTime()),
      verdict,
      now,
    });
  });
  context.observe('deliveryAttempts', 1);
}

/** Makes one attempt; what goes wrong is its result. */
async function post(
  context: JobContext,
  addresses: AddressBook,
  delivery: DueDelivery,
  at: Date,
): Promise<DeliveryAnswer & { readonly text: string }> {
  try {
    const timestampSeconds = Math.floor(at.getTime() / 1_000);
    const message = { id: delivery.id, timestampSeconds, payload: delivery.payload };
    const answer = await postWebhook(
      { addresses, timeouts: WEBHOOK_TIMEOUTS },
      {
        url: delivery.url,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Keywatch',
          'webhook-id': delivery.id,
          'webhook-timestamp': String(timestampSeconds),
          'webhook-signature': signWebhook(context.openSecret(delivery.sealedSecret), message),
        },
        body: delivery.payload,
      },
    );
    return {
      status: answer.status,
      retryAfter: answer.retryAfter,
      text: `HTTP ${answer.status} ${answer.body}`,
    };
  } catch (error) {
    return { status: null, text: error instanceof Error ? error.message : String(error) };
  }
}
