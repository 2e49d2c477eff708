import { keyEventPayload, keyEventType } from '../core/key-event.ts';
import { dueReminders, ROTATION_DAYS, reminderDueSince } from '../core/reminder.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { insertAudits } from '../storage/audit.ts';
import {
  type DueReminder,
  findRemindableKeys,
  insertReminders,
  insertWorkspaceEvents,
  type RemindableKey,
} from '../storage/key-reminders.ts';
import type { Db } from '../storage/tenancy.ts';
import type { JobContext } from './deps.ts';
import { deliverTask } from './queues.ts';

const KEYS_PER_COMMIT = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Reminds of keys that expire soon or should be replaced. Each reminder is noted together with its deliveries and its
 * row in the audit log, so a run may be left at any point and repeated, also by two workers at once. A key whose
 * expiry was moved is reminded of anew.
 */
export async function remind(context: JobContext): Promise<void> {
  let deliveries = 0;
  for (let afterId: string | undefined = FIRST_ID; afterId !== undefined && !context.signal.aborted; ) {
    const after: string = afterId;
    const round = await context.storage.transaction(async (db) => await remindSome(db, after, context.now()));
    deliveries += round.deliveries;
    afterId = round.lastId;
  }
  if (deliveries > 0) context.kick(deliverTask);
}

/** Reminds of the next keys behind an id; `lastId` is undefined where there are no more. */
async function remindSome(
  db: Db,
  afterId: string,
  now: Date,
): Promise<{ deliveries: number; lastId: string | undefined }> {
  const keys = await findRemindableKeys(db, {
    now,
    expiresUntil: new Date(now.getTime() + 7 * DAY_MS),
    madeUntil: new Date(now.getTime() - ROTATION_DAYS * DAY_MS),
    afterId,
    countMax: KEYS_PER_COMMIT,
  });
  const lastId = keys.length < KEYS_PER_COMMIT ? undefined : keys.at(-1)?.id;
  const due = keys.flatMap((key) => dueOf(key, now));
  if (due.length === 0) return { deliveries: 0, lastId };
  const byId = new Map(keys.map((key) => [key.id, key]));
  const given = (await insertReminders(db, due, now)).flatMap(({ keyId, kind }) => {
    const key = byId.get(keyId);
    return key === undefined ? [] : [{ key, reminder: kind }];
  });
  const events = given.map(({ key, reminder }) => ({
    workspaceId: key.workspaceId,
    eventType: keyEventType(reminder),
    payload: keyEventPayload({ ...key, key, reminder }, now),
  }));
  await insertAudits(
    db,
    given.map(({ key, reminder }) => ({
      workspaceId: key.workspaceId,
      actor: null,
      action: 'key.reminded',
      targetId: key.id,
      detail: { reminder, expiresAt: key.expiresAt?.toISOString() ?? null },
      at: now,
    })),
  );
  return { deliveries: await insertWorkspaceEvents(db, events, now), lastId };
}

function dueOf(key: RemindableKey, now: Date): DueReminder[] {
  const times = {
    createdAt: key.createdAt.getTime(),
    expiresAt: key.expiresAt?.getTime() ?? null,
    revokedAt: key.revokedAt?.getTime() ?? null,
  };
  return dueReminders(times, now.getTime()).map((kind) => ({
    workspaceId: key.workspaceId,
    keyId: key.id,
    kind,
    dueSince: reminderDueSince(kind, times),
  }));
}
