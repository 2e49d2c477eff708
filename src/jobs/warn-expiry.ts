import { EXPIRY_WARNING_MS, warnOfExpiry } from '../core/expiry-warning.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { findSubjectsWithOpenAlerts } from '../storage/alerts.ts';
import { findExpiringKeys } from '../storage/key-reminders.ts';
import { tryLock } from '../storage/locks.ts';
import type { JobContext } from './deps.ts';
import { type LookedAt, moveAlerts } from './move-alerts.ts';
import { deliverTask } from './queues.ts';

const KEYS_PER_COMMIT = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const KINDS = ['expiry'];

/**
 * Opens alerts of keys that expire soon, lets them become more severe as the day comes nearer, and ends those of keys that
 * were extended, replaced or revoked, or have expired. Each commit is whole, so a run may be left at any point and
 * repeated; two workers take turns.
 */
export async function warnExpiry(context: JobContext): Promise<void> {
  const now = context.now();
  const seen = new Set<string>();
  let deliveries = 0;
  for (let afterId: string | undefined = FIRST_ID; afterId !== undefined && !context.signal.aborted; ) {
    const keys = await findExpiringKeys(context.storage.prisma, {
      now,
      until: new Date(now.getTime() + EXPIRY_WARNING_MS),
      afterId,
      countMax: KEYS_PER_COMMIT,
    });
    const looked = keys.map(({ workspaceId, keyId, createdAt, expiresAt }) => {
      const key = { createdAt: createdAt.getTime(), expiresAt: expiresAt.getTime() };
      const finding = warnOfExpiry(key, now.getTime());
      return { workspaceId, keyId, findings: finding === undefined ? [] : [finding] };
    });
    deliveries += await move(context, looked, now);
    for (const { keyId } of keys) seen.add(keyId);
    afterId = keys.length < KEYS_PER_COMMIT ? undefined : keys.at(-1)?.keyId;
  }
  if (context.signal.aborted) return;
  const open = await findSubjectsWithOpenAlerts(context.storage.prisma, KINDS);
  const ended = open.filter(({ keyId }) => keyId !== null && !seen.has(keyId));
  deliveries += await move(
    context,
    ended.map((subject) => ({ ...subject, findings: [] })),
    now,
  );
  if (deliveries > 0) context.kick(deliverTask);
}

async function move(context: JobContext, looked: readonly LookedAt[], now: Date): Promise<number> {
  if (looked.length === 0) return 0;
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  return await context.storage.transaction(async (db) => {
    if (!(await tryLock(db, 'warnExpiry'))) return 0;
    return (await moveAlerts(context, db, { minute, kinds: KINDS, looked })).deliveries;
  });
}
