import { z } from 'zod';
import { createAllowList } from '../core/cidr.ts';
import type { Throttle } from '../core/containment.ts';
import { throttledLimit } from '../core/containment-limit.ts';
import type { KeyRecord, RateLimit, ServerRecord } from '../core/key/record.ts';
import { effectiveLimit, PLANS } from '../core/limit.ts';
import { QUOTA_REFILLS } from '../core/quota.ts';
import type { ScopeImplications } from '../core/scope.ts';
import { arrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Read } from './read.ts';
import type { Db } from './tenancy.ts';

/** Loads the key of one of these digests (one per pepper), undefined where there is none. */
export async function findKeyRecordByDigest(
  read: Read,
  digests: readonly Uint8Array[],
): Promise<KeyRecord | undefined> {
  const condition = Prisma.sql`k.digest IN (${Prisma.join(digests.map(toBytes))})`;
  const [record] = await findWhere(read, condition, `key_record_by_${digests.length}_digests`);
  return record;
}

/** Loads a key, undefined where there is none. */
export async function findKeyRecord(read: Read, keyId: string): Promise<KeyRecord | undefined> {
  const [record] = await findWhere(read, Prisma.sql`k.id = ${keyId}::uuid`, 'key_record_by_id');
  return record;
}

/** Loads keys at once. Those that are not there are left out. */
export async function findKeyRecords(read: Read, keyIds: readonly string[]): Promise<KeyRecord[]> {
  const condition = Prisma.sql`k.id = ANY (${arrayLiteral(keyIds)}::uuid[])`;
  return await findWhere(read, condition, 'key_records_by_ids');
}

/** Loads the versions of keys as they are committed now. Keys that are gone are left out. */
export async function findKeyVersions(db: Db, keyIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.key.findMany({
    where: { id: { in: [...keyIds] } },
    select: { id: true, version: true },
  });
  return new Map(rows.map((row) => [row.id, row.version]));
}

/**
 * The same by a prepared statement on a connection of the pool: while Redis is away it runs for every batch of
 * verifications. Index look-ups by id.
 */
export async function readKeyVersions(read: Read, keyIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await read<{ id: string; version: number }>(
    Prisma.sql`SELECT id, version FROM keys WHERE id = ANY (${arrayLiteral(keyIds)}::uuid[])`,
    'key_versions',
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Which workspaces keys belong to; keys that are gone are left out. */
export async function findWorkspacesOfKeys(db: Db, keyIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.key.findMany({
    where: { id: { in: [...keyIds] } },
    select: { id: true, workspaceId: true },
  });
  return new Map(rows.map((row) => [row.id, row.workspaceId]));
}

const scopeImplications = z.record(z.string(), z.array(z.string()));

/** Id, slug, environment, active, implications, requests per minute, burst, and whether the owner may open it: short, since it is hot. */
const serverTuple = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.boolean(),
  scopeImplications,
  z.number().nullable(),
  z.number().nullable(),
  z.boolean(),
]);

const rowSchema = z.object({
  id: z.string(),
  workspaceId: z.string(),
  ownerId: z.string(),
  name: z.string(),
  environment: z.string(),
  scopes: z.array(z.string()),
  metadata: z.record(z.string(), z.unknown()),
  version: z.number(),
  rateLimit: z.number().nullable(),
  rateLimitSeconds: z.number(),
  rateLimitBurst: z.number().nullable(),
  quotaLimit: z.number().nullable(),
  quotaRefill: z.enum(QUOTA_REFILLS),
  concurrencyLimit: z.number().nullable(),
  allowCidrs: z.array(z.string()),
  requiresSignature: z.boolean(),
  sealedSigningSecret: z.instanceof(Uint8Array).nullable(),
  expiresAt: z.date().nullable(),
  suspendedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  plan: z.enum(PLANS),
  workspaceRate: z.number().nullable(),
  ownerLeft: z.boolean(),
  throttlePercent: z.number().nullable(),
  throttlePerMinute: z.number().nullable(),
  readsOnly: z.array(z.string()).nullable(),
  servers: z.array(serverTuple),
});

type Row = z.output<typeof rowSchema>;

/**
 * One statement, so that all of a record is of one instant: what raises the version commits with it. Index look-ups by
 * digest or id, of the workspace, of the membership, of the active containment, and of the servers that the key opens.
 */
async function findWhere(read: Read, condition: Prisma.Sql, name: string): Promise<KeyRecord[]> {
  const statement = Prisma.sql`
    SELECT k.id, k.workspace_id AS "workspaceId", k.owner_id AS "ownerId", k.name, k.environment, k.scopes,
      k.metadata, k.version, k.rate_limit AS "rateLimit", k.rate_limit_seconds AS "rateLimitSeconds",
      k.rate_limit_burst AS "rateLimitBurst",
      k.quota_limit AS "quotaLimit", k.quota_refill::text AS "quotaRefill",
      k.concurrency_limit AS "concurrencyLimit", k.allow_cidrs AS "allowCidrs",
      k.requires_signature AS "requiresSignature", k.sealed_signing_secret AS "sealedSigningSecret", k.expires_at AS "expiresAt",
      coalesce(k.suspended_at, CASE WHEN c.step = 'SUSPEND' THEN c.since END) AS "suspendedAt",
      c.throttle_percent AS "throttlePercent", c.throttle_per_minute AS "throttlePerMinute",
      CASE WHEN c.step = 'READ_ONLY' THEN c.read_scopes END AS "readsOnly",
      coalesce(k.revoked_at, k.deleted_at, w.deleted_at) AS "revokedAt",
      w.plan::text AS plan, w.rate_per_minute AS "workspaceRate",
      m.user_id IS NULL OR m.role = 'VIEWER' AS "ownerLeft",
      (SELECT coalesce(json_agg(json_build_array(
          s.id, s.slug, s.environment, s.status = 'ACTIVE', s.scope_implications, s.rate_per_minute, s.burst,
          coalesce(m.all_servers, false) OR EXISTS (
            SELECT FROM membership_servers ms
            WHERE ms.workspace_id = k.workspace_id AND ms.user_id = k.owner_id AND ms.server_id = s.id)
        )), '[]')
        FROM (
          SELECT * FROM servers WHERE k.all_servers AND workspace_id = k.workspace_id
          UNION ALL
          SELECT servers.* FROM key_servers ks JOIN servers ON servers.id = ks.server_id
          WHERE NOT k.all_servers AND ks.workspace_id = k.workspace_id AND ks.key_id = k.id
        ) s) AS servers
    FROM keys k
      JOIN workspaces w ON w.id = k.workspace_id
      LEFT JOIN memberships m
        ON m.workspace_id = k.workspace_id AND m.user_id = k.owner_id AND m.removed_at IS NULL
      LEFT JOIN containments c ON c.active_key = k.id AND k.containment_step IS NOT NULL
    WHERE ${condition}`;
  return z
    .array(rowSchema)
    .parse(await read(statement, name))
    .map(toRecord);
}

function toRecord(row: Row): KeyRecord {
  const {
    plan,
    workspaceRate,
    rateLimitSeconds,
    rateLimitBurst,
    quotaLimit,
    quotaRefill,
    throttlePercent,
    throttlePerMinute,
    servers,
    ...columns
  } = row;
  const { allowCidrs } = row;
  const own =
    row.rateLimit === null
      ? null
      : { limit: row.rateLimit, windowSeconds: rateLimitSeconds, burst: rateLimitBurst };
  const throttle = throttleOf(throttlePercent, throttlePerMinute);
  const limitAt = (serverRatePerMinute: number | null, serverBurst: number | null): RateLimit => {
    const workspace = { plan, ratePerMinute: workspaceRate };
    const { from: _told, ...limit } = effectiveLimit({
      key: own,
      serverRatePerMinute,
      serverBurst,
      workspace,
    });
    return throttle === null ? limit : throttledLimit(limit, throttle);
  };
  const rateLimit = limitAt(null, null);
  return {
    ...columns,
    servers: new Map(
      servers.map(
        ([id, slug, environment, active, implications, rate, burst, openToOwner]): [string, ServerRecord] => [
          slug,
          {
            id,
            slug,
            environment,
            active,
            closedToOwner: !openToOwner,
            scopeImplications: shared(implications),
            rateLimit: rate === null || own !== null ? rateLimit : limitAt(rate, burst),
          },
        ],
      ),
    ),
    rateLimit,
    quota: quotaLimit === null ? null : { limit: quotaLimit, refill: quotaRefill },
    allowsIp: allowCidrs.length === 0 ? null : createAllowList(allowCidrs),
    expiresAt: row.expiresAt?.getTime() ?? null,
    suspendedAt: row.suspendedAt?.getTime() ?? null,
    revokedAt: row.revokedAt?.getTime() ?? null,
  };
}

/** A containment's throttle as its columns hold it; null: none. */
export function throttleOf(percent: number | null, perMinute: number | null): Throttle | null {
  if (percent !== null) return { percent };
  return perMinute === null ? null : { perMinute };
}

const NO_IMPLICATIONS: ScopeImplications = {};

/** Most servers have none; records by the hundred thousand share that. */
function shared(implications: ScopeImplications): ScopeImplications {
  return Object.keys(implications).length === 0 ? NO_IMPLICATIONS : implications;
}

function toBytes(digest: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(digest);
}
