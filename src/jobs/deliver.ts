import { setImmediate as nextTurn } from 'node:timers/promises';
import { claimDeliveries, type DueDelivery, failDeliveriesOf } from '../storage/deliveries.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import type { JobContext } from './deps.ts';
import { createSettler, type Settler } from './settle-attempts.ts';
import { tellOfDisabled } from './tell-of-disabled.ts';
import { type AddressBook, createAddressBook } from './webhook-address.ts';

/** Attempts under way in a process; each holds one payload and one socket. */
const CONCURRENCY = 128;

/** An endpoint that answers gets so many at once. */
const PER_ENDPOINT_MAX = 16;

/** Endpoints that fail get one attempt at a time each, and so many all together: what hangs never takes all room. */
const FAILING_MAX = 32;

/** What becomes due while attempts hang waits no longer than this. */
const CLAIM_EVERY_MS = 500;

/** A run lasts as long as anything is under way; people are told of disabled endpoints so often meanwhile. */
const TELL_EVERY_MS = 60_000;

/** Longer than an attempt can take, so that two processes never attempt the same delivery at once. */
const LEASE_MS = 60_000;

/** What an attempt works with. */
interface Desk {
  readonly context: JobContext;
  readonly addresses: AddressBook;
  readonly settler: Settler;
}

/**
 * Attempts all deliveries that are due, many at a time, and tells people of endpoints that were disabled. Whatever happens
 * in between, a delivery is either settled in Postgres or due again when its lease ends: receivers may see an event twice,
 * with the same id, and never not at all.
 */
export async function deliver(context: JobContext): Promise<void> {
  const desk = {
    context,
    addresses: createAddressBook(context.webhookAllowCidrs, context.lookUp),
    settler: createSettler(context),
  };
  const running = new Map<Promise<void>, DueDelivery>();
  let bell = Promise.withResolvers<void>();
  const start = (delivery: DueDelivery) => {
    const attempt: Promise<void> = attend(desk, delivery)
      .catch((error: unknown) => {
        context.log.error({ err: error, deliveryId: delivery.id }, 'An attempt could not be settled.');
      })
      .finally(() => {
        running.delete(attempt);
        bell.resolve();
      });
    running.set(attempt, delivery);
  };
  const teller = createTeller(context);
  try {
    while (!context.signal.aborted) {
      teller.tellWhenDue();
      bell = Promise.withResolvers<void>();
      const underWay = [...running.values()];
      const claimed = await claim(context, underWay);
      for (const delivery of claimed) start(delivery);
      if (claimed.length === 0 && underWay.length === 0) break;
      if (claimed.length === 0 || running.size >= CONCURRENCY) await within(CLAIM_EVERY_MS, bell.promise);
    }
  } finally {
    await Promise.all(running.keys());
  }
  await teller.tellRest();
}

/** Tells people of disabled endpoints beside the loop, which waits for no mail server. */
function createTeller(context: JobContext) {
  let dueMs = context.now().getTime() + TELL_EVERY_MS;
  let telling = Promise.resolve();
  return {
    tellWhenDue: () => {
      const nowMs = context.now().getTime();
      if (nowMs < dueMs) return;
      dueMs = nowMs + TELL_EVERY_MS;
      telling = telling
        .then(async () => await tellOfDisabled(context))
        .catch((error: unknown) => {
          context.log.error(
            { err: error },
            'People could not be told of disabled endpoints; it is tried again.',
          );
        });
    },
    tellRest: async () => {
      await telling;
      await tellOfDisabled(context);
    },
  };
}

/** Claims as many deliveries as may start beside those under way. */
async function claim(context: JobContext, running: readonly DueDelivery[]): Promise<DueDelivery[]> {
  const countMax = CONCURRENCY - running.length;
  if (countMax <= 0) return [];
  const underWay = new Map<string, number>();
  for (const { endpointId } of running) underWay.set(endpointId, (underWay.get(endpointId) ?? 0) + 1);
  const failing = running.filter(({ endpointFailing }) => endpointFailing).length;
  const now = context.now();
  return await claimDeliveries(context.storage.prisma, {
    now,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    countMax,
    perEndpointMax: PER_ENDPOINT_MAX,
    failingCountMax: Math.max(0, FAILING_MAX - failing),
    underWay,
  });
}

async function within(waitMsMax: number, ringing: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, waitMsMax);
  try {
    await Promise.race([ringing, late.promise]);
    // What was settled together ends together: one claim fills all the room.
    await nextTurn();
  } finally {
    clearTimeout(timer);
  }
}

async function attend({ context, addresses, settler }: Desk, delivery: DueDelivery): Promise<void> {
  if (delivery.endpointDisabled) {
    await failDeliveriesOf(context.storage.prisma, delivery.endpointId);
    return;
  }
  await settler.settle(await attemptDelivery(context, addresses, delivery));
  context.observe('deliveryAttempts', 1);
}
