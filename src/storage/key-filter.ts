import { containment } from '../core/metadata.ts';
import { Prisma } from './generated/client.ts';

/** What a key is at an instant: revoked comes before expired, expired before suspended. */
export type KeyStatus = 'ACTIVE' | 'SUSPENDED' | 'EXPIRED' | 'REVOKED';

/**
 * Which keys are meant. A key has to fit every field that is given, and of a list one entry. Ids must be UUIDs, and texts
 * such that Postgres can hold them.
 */
export interface KeyFilter {
  readonly workspaceId: string;
  readonly ids?: readonly string[] | undefined;
  /** Part of the name, the description, the prefix or the last four characters, in upper or lower case. */
  readonly text?: string | undefined;
  /** Part of the name, in upper or lower case. */
  readonly nameContains?: string | undefined;
  readonly ownerIds?: readonly string[] | undefined;
  /** Keys that open one of these, be it because they open all. */
  readonly serverIds?: readonly string[] | undefined;
  readonly environments?: readonly string[] | undefined;
  readonly statuses?: readonly KeyStatus[] | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** A value at a path of the metadata; of an object or a list there, a part will do. */
  readonly metadata?: { readonly path: readonly string[]; readonly value: unknown } | undefined;
  readonly createdBefore?: Date | undefined;
  /** Last used before; a key that was never used counts from when it was made. */
  readonly lastUsedBefore?: Date | undefined;
  readonly expiresBefore?: Date | undefined;
}

const NAME = Prisma.sql`k.name`;
const SHOWN = [NAME, Prisma.sql`k.description`, Prisma.sql`k.prefix`, Prisma.sql`k.last_four`];

/** The keys that fit a filter, as a condition on `keys k`; deleted keys never do. */
export function keyCondition(filter: KeyFilter, now: Date): Prisma.Sql {
  const { workspaceId, text, nameContains, ownerIds, serverIds, environments, statuses, scopes } = filter;
  const { ids, metadata, createdBefore, lastUsedBefore, expiresBefore } = filter;
  return every([
    Prisma.sql`k.workspace_id = ${workspaceId}::uuid AND k.deleted_at IS NULL`,
    ids && Prisma.sql`k.id = ANY (${[...ids]}::uuid[])`,
    text !== undefined && contains(SHOWN, text),
    nameContains !== undefined && contains([NAME], nameContains),
    ownerIds && Prisma.sql`k.owner_id = ANY (${[...ownerIds]}::uuid[])`,
    serverIds && opens(serverIds),
    environments && Prisma.sql`k.environment = ANY (${[...environments]}::text[])`,
    scopes && Prisma.sql`k.scopes && ${[...scopes]}::text[]`,
    statuses && some(statuses.map((status) => isIn(status, now))),
    metadata && hasMetadata(workspaceId, metadata),
    createdBefore && Prisma.sql`k.created_at < ${createdBefore}::timestamptz`,
    lastUsedBefore && Prisma.sql`coalesce(k.last_used_at, k.created_at) < ${lastUsedBefore}::timestamptz`,
    expiresBefore && Prisma.sql`k.expires_at < ${expiresBefore}::timestamptz`,
  ]);
}

/** Holds where all of the conditions that are there hold. */
export function every(conditions: readonly (Prisma.Sql | undefined | false)[]): Prisma.Sql {
  const given = conditions.filter((condition) => condition !== undefined && condition !== false);
  return given.length === 0 ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(given, ' AND ')})`;
}

function some(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;
}

function contains(columns: readonly Prisma.Sql[], part: string): Prisma.Sql {
  const pattern = `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return some(columns.map((column) => Prisma.sql`${column} ILIKE ${pattern}`));
}

function opens(serverIds: readonly string[]): Prisma.Sql {
  if (serverIds.length === 0) return Prisma.sql`false`;
  return Prisma.sql`(k.all_servers OR EXISTS (
    SELECT FROM key_servers listed WHERE listed.workspace_id = k.workspace_id AND listed.key_id = k.id
      AND listed.server_id = ANY (${[...serverIds]}::uuid[])))`;
}

function isIn(status: KeyStatus, now: Date): Prisma.Sql {
  if (status === 'REVOKED') return Prisma.sql`k.revoked_at IS NOT NULL`;
  if (status === 'EXPIRED') return Prisma.sql`(k.revoked_at IS NULL AND k.expires_at <= ${now}::timestamptz)`;
  const suspended =
    status === 'ACTIVE'
      ? Prisma.sql`k.suspended_at IS NULL AND k.containment_step IS DISTINCT FROM 'SUSPEND'`
      : Prisma.sql`(k.suspended_at IS NOT NULL OR k.containment_step = 'SUSPEND')`;
  return Prisma.sql`(k.revoked_at IS NULL AND ${suspended} AND (k.expires_at IS NULL OR k.expires_at > ${now}::timestamptz))`;
}

/**
 * Holds of `keys k` with a value at a path of the metadata. The function looks into the index on metadata, which row-level
 * security would keep a condition from.
 */
export function hasMetadata(
  workspaceId: string,
  { path, value }: { readonly path: readonly string[]; readonly value: unknown },
): Prisma.Sql {
  const part = JSON.stringify(containment(path, value));
  return Prisma.sql`k.id IN (SELECT keywatch_keys_with_metadata(${workspaceId}::uuid, ${part}::jsonb))`;
}
