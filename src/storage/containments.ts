import type { Restriction, Throttle } from '../core/containment.ts';
import type { ContainedBy, EventKey } from '../core/containment-event.ts';
import type { Containment, Key, Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** What a containment knows of its key. */
export type ContainedKey = EventKey & Pick<Key, 'workspaceId'>;

/** A containment that is about to be made. */
export interface NewContainment {
  readonly step: Restriction;
  readonly throttle: Throttle;
  readonly readScopes: readonly string[];
  readonly until: Date | null;
  readonly reason: string | null;
  readonly by: ContainedBy;
  readonly byUserId?: string | undefined;
  readonly alertId: string | null;
  readonly linkDigest?: Uint8Array | undefined;
}

/** The containment that holds a key now; null: none. */
export async function findActiveContainment(db: Db, keyId: string): Promise<Containment | null> {
  return await db.containment.findUnique({ where: { activeKey: keyId } });
}

/** The containments that hold keys now, by key. */
export async function findActiveContainments(
  db: Db,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, Containment>> {
  const rows = await db.containment.findMany({ where: { activeKey: { in: [...keyIds] } } });
  return new Map(rows.map((row) => [row.keyId, row]));
}

/** Stores containments in place of the active ones, where there are any, and returns them by key. The keys must be locked. */
export async function insertContainments(
  db: Db,
  made: readonly {
    readonly key: ContainedKey;
    readonly given: NewContainment;
    readonly replaced: Containment | null;
  }[],
  at: Date,
): Promise<ReadonlyMap<string, Containment>> {
  const replaced = made.flatMap((each) => each.replaced?.id ?? []);
  if (replaced.length > 0) {
    await db.containment.updateMany({
      where: { id: { in: replaced } },
      data: { end: 'REPLACED', endedAt: at, activeKey: null },
    });
  }
  const rows = await db.containment.createManyAndReturn({ data: made.map((each) => rowOf(each, at)) });
  for (const [step, those] of Map.groupBy(made, ({ given }) => given.step)) {
    const ids = those.map(({ key }) => key.id);
    await db.key.updateMany({ where: { id: { in: ids } }, data: { containmentStep: step } });
  }
  return new Map(rows.map((row) => [row.keyId, row]));
}

function rowOf(
  {
    key,
    given,
    replaced,
  }: {
    readonly key: ContainedKey;
    readonly given: NewContainment;
    readonly replaced: Containment | null;
  },
  at: Date,
): Prisma.ContainmentCreateManyInput {
  const { throttle, linkDigest, readScopes, byUserId = null, ...columns } = given;
  return {
    ...columns,
    byUserId,
    ...(columns.step === 'THROTTLE' ? throttleColumns(throttle) : {}),
    readScopes: columns.step === 'READ_ONLY' ? [...readScopes] : [],
    workspaceId: key.workspaceId,
    keyId: key.id,
    since: at,
    replacedId: replaced?.id ?? null,
    linkDigest: linkDigest === undefined ? null : new Uint8Array(linkDigest),
    activeKey: key.id,
  };
}

/**
 * Ends the active containment of a key, and brings back what it replaced where that is not over by then; returns that, or
 * null. With `all`, nothing is brought back, and what it replaced was undone as well. The key must be locked.
 */
export async function endContainment(
  db: Db,
  active: Containment,
  ending: {
    readonly end: 'UNDONE' | 'EXPIRED';
    readonly byUserId?: string | undefined;
    readonly all?: boolean;
  },
  at: Date,
): Promise<Containment | null> {
  const { end, byUserId, all = false } = ending;
  await close(db, active.id, { end, endedAt: at, endedByUserId: byUserId ?? null });
  if (all) await undoReplaced(db, active, byUserId ?? null, at);
  const restored = all ? null : await findReplaced(db, active, at);
  if (restored !== null) {
    await db.containment.update({
      where: { id: restored.id },
      data: { activeKey: restored.keyId, end: null, endedAt: null },
    });
  }
  await noteStep(db, active.keyId, restored?.step ?? null);
  return restored;
}

/** The containments whose time is over, the oldest first. */
export async function findExpiredContainments(db: Db, now: Date, countMax: number): Promise<Containment[]> {
  return await db.containment.findMany({
    where: { activeKey: { not: null }, until: { lte: now } },
    orderBy: [{ until: 'asc' }, { id: 'asc' }],
    take: countMax,
  });
}

/** Tells whether a signed link was used, by the digest of its token. */
export async function isLinkUsed(db: Db, linkDigest: Uint8Array): Promise<boolean> {
  const where = { linkDigest: new Uint8Array(linkDigest) };
  return (await db.containment.findUnique({ where, select: { id: true } })) !== null;
}

/** Of what was replaced, one after the other, the first that is not over. */
async function findReplaced(db: Db, { replacedId }: Containment, at: Date): Promise<Containment | null> {
  if (replacedId === null) return null;
  const replaced = await db.containment.findUnique({ where: { id: replacedId } });
  if (replaced === null || replaced.end !== 'REPLACED') return null;
  return replaced.until === null || replaced.until > at ? replaced : await findReplaced(db, replaced, at);
}

/** What a containment replaced, one after the other, is undone: policies leave it so, as any step that a person undid. */
async function undoReplaced(db: Db, { id }: Containment, byUserId: string | null, at: Date): Promise<void> {
  await db.$executeRaw`
    WITH RECURSIVE line AS (
      SELECT replaced_id FROM containments WHERE id = ${id}::uuid
      UNION ALL
      SELECT containments.replaced_id FROM containments JOIN line ON containments.id = line.replaced_id
      WHERE "end" = 'REPLACED'
    )
    UPDATE containments SET "end" = 'UNDONE', ended_at = ${at}::timestamptz, ended_by_user_id = ${byUserId}::uuid
    WHERE id IN (SELECT replaced_id FROM line) AND "end" = 'REPLACED'`;
}

async function close(db: Db, id: string, data: Prisma.ContainmentUncheckedUpdateInput): Promise<void> {
  await db.containment.update({ where: { id }, data: { ...data, activeKey: null } });
}

async function noteStep(db: Db, keyId: string, step: Restriction | null): Promise<void> {
  await db.key.update({ where: { id: keyId }, data: { containmentStep: step }, select: { id: true } });
}

/** A throttle as its columns hold it. */
export function throttleColumns(throttle: Throttle) {
  return 'percent' in throttle
    ? { throttlePercent: throttle.percent, throttlePerMinute: null }
    : { throttlePercent: null, throttlePerMinute: throttle.perMinute };
}
