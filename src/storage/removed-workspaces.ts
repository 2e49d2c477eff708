import type { Storage } from './client.ts';
import type { Db } from './tenancy.ts';

const USAGE_TABLES = [
  'usage_minutes',
  'usage_hours',
  'usage_key_hours',
  'usage_days',
  'usage_dirty_hours',
  'usage_losses',
  'unknown_key_minutes',
  'usage_source_minutes',
  'usage_source_days',
] as const;

/**
 * Removes the workspaces that were deleted before an instant, with all that is theirs, and returns their ids. Usage goes
 * first, a statement each: what is interrupted goes on in the next run.
 */
export async function removeWorkspaces(
  storage: Pick<Storage, 'prisma' | 'transaction'>,
  deletedBefore: Date,
): Promise<string[]> {
  const due = await storage.prisma.workspace.findMany({
    where: { deletedAt: { lt: deletedBefore } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of due) {
    for (const table of USAGE_TABLES) {
      await storage.prisma.$executeRawUnsafe(`DELETE FROM ${table} WHERE workspace_id = $1::uuid`, id);
    }
    await storage.transaction(async (db) => await removeWorkspace(db, id));
  }
  return due.map(({ id }) => id);
}

/** The trigger of the audit log lets rows of this workspace go in this transaction only. */
async function removeWorkspace(db: Db, id: string): Promise<void> {
  await db.$executeRaw`SELECT set_config('keywatch.removing_workspace', ${id}, true)`;
  await db.auditEvent.deleteMany({ where: { workspaceId: id } });
  await db.workspace.deleteMany({ where: { id, deletedAt: { not: null } } });
}
