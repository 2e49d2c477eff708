import { columnsOf } from './columns.ts';
import { Prisma } from './generated/client.ts';
import { every, type KeyFilter, keyCondition } from './key-filter.ts';
import type { Read } from './read.ts';

export const KEY_SORT_FIELDS = ['CREATED_AT', 'NAME', 'LAST_USED_AT', 'EXPIRES_AT'] as const;

/** How a list of keys is ordered; keys that are alike by id, keys without the time last. */
export interface KeySort {
  readonly by: (typeof KEY_SORT_FIELDS)[number];
  readonly direction: 'ASC' | 'DESC';
}

/** Where a key stands in a list: what it is ordered by, and its id. */
export interface KeyPlace {
  readonly value: Date | string | null;
  readonly id: string;
}

/** Which keys are listed. */
export interface KeyQuery {
  readonly filter: KeyFilter;
  /** The only owner whose keys may be seen; undefined: all. */
  readonly confinedTo?: string | undefined;
}

/** What a page of keys is read for. */
export interface KeyPageQuery extends KeyQuery {
  readonly sort: KeySort;
  /** Keys behind this place; undefined: from the first one. */
  readonly after?: KeyPlace | undefined;
  readonly take: number;
  readonly now: Date;
}

/** All but its digest and its secret. */
const KEY_COLUMNS = {
  id: true,
  workspaceId: true,
  name: true,
  description: true,
  environment: true,
  prefix: true,
  lastFour: true,
  scopes: true,
  allServers: true,
  metadata: true,
  rateLimit: true,
  rateLimitSeconds: true,
  rateLimitBurst: true,
  quotaLimit: true,
  quotaRefill: true,
  concurrencyLimit: true,
  allowCidrs: true,
  requiresSignature: true,
  expiresAt: true,
  suspendedAt: true,
  containmentStep: true,
  revokedAt: true,
  lastUsedAt: true,
  createdAt: true,
} as const satisfies Prisma.KeySelect;

/** What is read with every key that is shown: its columns, its owner, and the servers on its own list. */
export const KEY_SELECT = {
  ...KEY_COLUMNS,
  owner: { select: { id: true, name: true, email: true } },
  servers: { select: { serverId: true }, orderBy: { serverId: 'asc' } },
} as const satisfies Prisma.KeySelect;

export type KeyRow = Prisma.KeyGetPayload<{ select: typeof KEY_SELECT }>;

const COLUMNS = columnsOf('k', KEY_COLUMNS, ['quotaRefill', 'containmentStep']);

/**
 * Reads a page of keys in one statement: the page first, by an index where the order has one, and only then what its keys
 * lead to.
 */
export async function findKeyPage(read: Read, query: KeyPageQuery): Promise<KeyRow[]> {
  const { sort, after, take } = query;
  const order = orderOf(sort);
  const statement = Prisma.sql`
    SELECT ${COLUMNS},
      json_build_object('id', o.id, 'name', o.name, 'email', o.email) AS owner,
      (SELECT coalesce(json_agg(json_build_object('serverId', l.server_id) ORDER BY l.server_id), '[]')
        FROM key_servers l WHERE l.workspace_id = k.workspace_id AND l.key_id = k.id) AS servers
    FROM (
      SELECT * FROM keys k WHERE ${every([where(query, query.now), after && behind(sort, after)])}
      ORDER BY ${order} LIMIT ${take}
    ) k JOIN users o ON o.id = k.owner_id
    ORDER BY ${order}`;
  return await read(statement, isUsual(query) ? 'newest_keys' : undefined);
}

/** Tells whether the statement is that of a list that is just opened: the one worth preparing. */
function isUsual({ filter, confinedTo, sort, after }: KeyPageQuery): boolean {
  const { workspaceId: _, ...narrowed } = filter;
  return (
    sort.by === 'CREATED_AT' &&
    sort.direction === 'DESC' &&
    [after, confinedTo, ...Object.values(narrowed)].every((part) => part === undefined)
  );
}

/** How many keys there are. */
export async function countKeys(read: Read, query: KeyQuery & { readonly now: Date }): Promise<number> {
  const [row] = await read<{ count: number }>(
    Prisma.sql`SELECT count(*)::int AS count FROM keys k WHERE ${where(query, query.now)}`,
  );
  return row?.count ?? 0;
}

/** What a list is ordered by. */
export function placeOf(by: KeySort['by'], key: KeyRow): Date | string | null {
  if (by === 'NAME') return key.name;
  if (by === 'CREATED_AT') return key.createdAt;
  return by === 'EXPIRES_AT' ? key.expiresAt : key.lastUsedAt;
}

function where({ filter, confinedTo }: KeyQuery, now: Date): Prisma.Sql {
  return every([
    keyCondition(filter, now),
    confinedTo !== undefined && Prisma.sql`k.owner_id = ${confinedTo}::uuid`,
  ]);
}

const SORT_COLUMNS = {
  CREATED_AT: Prisma.sql`k.created_at`,
  NAME: Prisma.sql`k.name`,
  LAST_USED_AT: Prisma.sql`k.last_used_at`,
  EXPIRES_AT: Prisma.sql`k.expires_at`,
} as const satisfies Record<KeySort['by'], Prisma.Sql>;

const NULLABLE: ReadonlySet<KeySort['by']> = new Set(['LAST_USED_AT', 'EXPIRES_AT']);

function orderOf({ by, direction }: KeySort): Prisma.Sql {
  const nulls = NULLABLE.has(by) ? Prisma.sql`NULLS LAST` : Prisma.empty;
  return Prisma.sql`${SORT_COLUMNS[by]} ${Prisma.raw(direction)} ${nulls}, k.id ${Prisma.raw(direction)}`;
}

function behind({ by, direction }: KeySort, { value, id }: KeyPlace): Prisma.Sql {
  const column = SORT_COLUMNS[by];
  const beyond = Prisma.raw(direction === 'ASC' ? '>' : '<');
  if (value === null) return Prisma.sql`(${column} IS NULL AND k.id ${beyond} ${id}::uuid)`;
  // Comparing rows lets the index begin at the place.
  const at = value instanceof Date ? Prisma.sql`${value}::timestamptz` : Prisma.sql`${value}::text`;
  const row = Prisma.sql`(${column}, k.id) ${beyond} (${at}, ${id}::uuid)`;
  return NULLABLE.has(by) ? Prisma.sql`(${row} OR ${column} IS NULL)` : row;
}
