import { type DeliveryAnswer, judgeAttempt } from '../core/delivery.ts';
import { writeMail } from '../core/notice/mail.ts';
import { readNotice } from '../core/notice/notice.ts';
import { writePagerDuty } from '../core/notice/pagerduty.ts';
import { writeSlack } from '../core/notice/slack.ts';
import { writeTeams } from '../core/notice/teams.ts';
import { signWebhook } from '../core/signature.ts';
import { recipientsOf } from '../core/webhook-format.ts';
import type { DueDelivery } from '../storage/deliveries.ts';
import type { Attempt } from '../storage/delivery-attempts.ts';
import type { JobContext } from './deps.ts';
import { postWebhook, WEBHOOK_TIMEOUTS } from './post-webhook.ts';
import type { AddressBook } from './webhook-address.ts';

const ERROR_LENGTH_MAX = 1_200;

/** What came of an attempt, with words for the log. */
interface Outcome extends DeliveryAnswer {
  readonly text: string;
}

/** Makes one attempt and judges it; what goes wrong is its result. */
export async function attemptDelivery(
  context: JobContext,
  addresses: AddressBook,
  delivery: DueDelivery,
): Promise<Attempt> {
  const at = context.now();
  const outcome = await send(context, addresses, delivery, at).catch(
    (error: unknown): Outcome => ({
      status: null,
      text: error instanceof Error ? error.message : String(error),
    }),
  );
  const now = context.now();
  const verdict = judgeAttempt(outcome, delivery.attempts + 1, {
    nowMs: now.getTime(),
    jitter: context.random(),
  });
  const text = outcome.text.replaceAll('\0', '').slice(0, ERROR_LENGTH_MAX).toWellFormed();
  return {
    deliveryId: delivery.id,
    endpointId: delivery.endpointId,
    attemptsBefore: delivery.attempts,
    at,
    status: outcome.status,
    error: verdict.state === 'DELIVERED' ? null : text,
    durationMs: Math.max(0, now.getTime() - at.getTime()),
    verdict,
    now,
  };
}

async function send(
  context: JobContext,
  addresses: AddressBook,
  delivery: DueDelivery,
  at: Date,
): Promise<Outcome> {
  if (delivery.format === 'EMAIL') return await mail(context, delivery);
  const body = bodyOf(context, delivery);
  const answer = await postWebhook(
    { addresses, timeouts: WEBHOOK_TIMEOUTS },
    { url: delivery.url, headers: headersOf(context, delivery, body, at), body },
  );
  return {
    status: answer.status,
    retryAfter: answer.retryAfter,
    text: `HTTP ${answer.status} ${answer.body}`,
  };
}

function bodyOf(context: JobContext, { id, format, payload, sealedRoutingKey }: DueDelivery): string {
  switch (format) {
    case 'SLACK':
      return writeSlack(readNotice(payload));
    case 'TEAMS':
      return writeTeams(readNotice(payload));
    case 'PAGERDUTY':
      if (sealedRoutingKey === null) throw new Error('The endpoint has no routing key; give it one.');
      return writePagerDuty(readNotice(payload), context.openSecret(sealedRoutingKey), id);
    case 'STANDARD':
    case 'EMAIL':
      return payload;
    default:
      return format satisfies never;
  }
}

/** Only receivers of the standard format hold a secret to verify signatures with. */
function headersOf(
  context: JobContext,
  delivery: DueDelivery,
  body: string,
  at: Date,
): Record<string, string> {
  const timestampSeconds = Math.floor(at.getTime() / 1_000);
  const headers = { 'content-type': 'application/json', 'user-agent': 'Keywatch' };
  if (delivery.format !== 'STANDARD') return headers;
  return {
    ...headers,
    'webhook-id': delivery.id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signWebhook(secretsOf(context, delivery, at), {
      id: delivery.id,
      timestampSeconds,
      payload: body,
    }),
  };
}

/** The newest first; those that were rotated out sign as well while they last. */
function secretsOf(context: JobContext, delivery: DueDelivery, at: Date): string[] {
  const { previousUntil } = delivery;
  const isRotating = previousUntil !== null && at < previousUntil;
  const sealed = [
    delivery.sealedSecret,
    isRotating ? delivery.previousSealedSecret : null,
    delivery.sealedPrivateKey,
    isRotating ? delivery.previousSealedPrivateKey : null,
  ];
  return sealed.flatMap((each) => (each === null ? [] : [context.openSecret(each)]));
}

/** A mail that went out counts as answered with 202, one that did not as unanswered. */
const MAILED: Readonly<Record<'SENT' | 'LOGGED' | 'FAILED', Outcome>> = {
  SENT: { status: 202, text: 'The mail server took it.' },
  LOGGED: {
    status: null,
    text: 'No mail server is configured; the operator has to set KEYWATCH_SMTP_URL.',
  },
  FAILED: { status: null, text: 'The mail server did not take it; the log of Keywatch says why.' },
};

async function mail(context: JobContext, { id, url, payload }: DueDelivery): Promise<Outcome> {
  const outcome = await context.sendMail({
    to: recipientsOf(url).join(', '),
    ...writeMail(readNotice(payload)),
    messageId: `<${id}@keywatch>`,
  });
  return MAILED[outcome];
}
