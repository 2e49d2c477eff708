import type { Sensitivity, SensitivitySettings } from '../core/sensitivity.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/**
 * What was set of keys and of what they belong to, for those of them where anything was. Keys are read by their primary
 * keys.
 */
export async function findSensitivities(
  db: Db,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, SensitivitySettings>> {
  const rows = await db.$queryRaw<(SensitivitySettings & { readonly keyId: string })[]>`
    SELECT k.id AS "keyId", k.sensitivity::text AS key, w.sensitivity::text AS workspace, listed.servers
    FROM keys k JOIN workspaces w ON w.id = k.workspace_id
    CROSS JOIN LATERAL (
      SELECT COALESCE(array_agg(s.sensitivity::text), '{}') AS servers
      FROM key_servers l JOIN servers s ON s.id = l.server_id AND s.sensitivity IS NOT NULL
      WHERE l.workspace_id = k.workspace_id AND l.key_id = k.id AND NOT k.all_servers
    ) AS listed
    WHERE k.id = ANY (${arrayLiteral(keyIds)}::uuid[])
      AND (k.sensitivity IS NOT NULL OR w.sensitivity IS NOT NULL OR listed.servers <> '{}')`;
  return new Map(rows.map(({ keyId, ...settings }) => [keyId, settings]));
}

/** What a sensitivity is set on: a key, a server, or (neither) the workspace. */
export interface SensitivitySubject {
  readonly workspaceId: string;
  readonly keyId: string | null;
  readonly serverId: string | null;
}

/** Sets a sensitivity, null for none of its own, and returns what it was before. The caller has checked the subject. */
export async function replaceSensitivity(
  db: Db,
  { workspaceId, keyId, serverId }: SensitivitySubject,
  sensitivity: Sensitivity | null,
): Promise<Sensitivity | null> {
  const [data, select] = [{ sensitivity }, { sensitivity: true }] as const;
  if (keyId !== null) {
    const before = await db.key.findUniqueOrThrow({ where: { id: keyId }, select });
    await db.key.update({ where: { id: keyId }, data, select });
    return before.sensitivity;
  }
  if (serverId !== null) {
    const before = await db.server.findUniqueOrThrow({ where: { id: serverId }, select });
    await db.server.update({ where: { id: serverId }, data, select });
    return before.sensitivity;
  }
  const before = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select });
  await db.workspace.update({ where: { id: workspaceId }, data, select });
  return before.sensitivity;
}
