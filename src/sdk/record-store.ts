import type { BurstState } from '../core/burst.ts';
import { createAllowList } from '../core/cidr.ts';
import type { KeyRecord, RateLimit, ServerRecord } from '../core/key/record.ts';
import type { ScopeImplications } from '../core/scope.ts';
import type { KeyChange } from './change-feed.ts';
import {
  asNumber,
  asNumberOrNull,
  asObject,
  asText,
  asTexts,
  isObject,
  type JsonObject,
} from './read-json.ts';
import type { Cells } from './usage-reporter.ts';

/** A key as this process knows it. */
export interface KnownKey {
  readonly record: KeyRecord;
  readonly expiresAtText: string | null;
  readonly maxResponseBytes: number | null;
  /** False: every request has to be asked about. */
  readonly local: boolean;
  /** What this process took from the limit, flat: each verification writes it, and objects would have to be collected. */
  windowSeconds: number;
  windowIndex: number;
  current: number;
  previous: number;
  /** What it took from the burst; undefined as long as it took nothing. */
  burst: BurstState | undefined;
  readonly cells: Cells;
}

/** Keys by their secrets, as long as they are known to be unchanged. */
export interface RecordStore {
  get(key: string): KnownKey | undefined;
  set(key: string, known: KnownKey): void;
  drop(change: KeyChange): void;
  clear(): void;
  size(): number;
}

/**
 * Keeps at most `recordsMax`; the ones that were read first make room. Secrets are kept as they are: a look-up by hash
 * would take longer (0.65 µs for SHA-256) than the whole decision, and this process sees every secret anyway.
 */
export function createRecordStore(recordsMax: number): RecordStore {
  const known = new Map<string, KnownKey>();
  const keyOfId = new Map<string, string>();

  const remove = (key: string) => {
    const entry = known.get(key);
    known.delete(key);
    if (entry !== undefined) keyOfId.delete(entry.record.id);
  };
  const makeRoom = () => {
    for (const key of known.keys().take(Math.ceil(recordsMax / 10))) remove(key);
  };

  return {
    get: (key) => known.get(key),
    set: (key, entry) => {
      if (known.size >= recordsMax) makeRoom();
      known.set(key, entry);
      keyOfId.set(entry.record.id, key);
    },
    drop: ({ keyId, version }) => {
      const key = keyOfId.get(keyId);
      const entry = key === undefined ? undefined : known.get(key);
      if (key !== undefined && entry !== undefined && entry.record.version < version) remove(key);
    },
    clear: () => {
      known.clear();
      keyOfId.clear();
    },
    size: () => known.size,
  };
}

/** Reads an answer of `POST /v1/keys/record`, undefined where there is no such key. Throws KeywatchError. */
export function readKnownKey(body: unknown): KnownKey | undefined {
  const { record } = asObject(body);
  if (record === null) return undefined;
  const fields = asObject(record, 'record');
  const expiresAt = asNumberOrNull(fields['expiresAt'], 'expiresAt');
  return {
    record: readRecord(fields, expiresAt),
    expiresAtText: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    maxResponseBytes: asNumberOrNull(fields['maxResponseBytes'], 'maxResponseBytes'),
    local: fields['local'] === true,
    windowSeconds: 0,
    windowIndex: 0,
    current: 0,
    previous: 0,
    burst: undefined,
    cells: { last: undefined, byEndpoint: new Map() },
  };
}

function readRecord(fields: JsonObject, expiresAt: number | null): KeyRecord {
  const text = (name: string) => asText(fields[name], name);
  const allowCidrs = asTexts(fields['allowCidrs'], 'allowCidrs');
  const servers = Array.isArray(fields['servers']) ? fields['servers'].map(readServer) : [];
  return {
    id: text('keyId'),
    workspaceId: text('workspaceId'),
    ownerId: text('ownerId'),
    name: text('name'),
    environment: text('environment'),
    scopes: asTexts(fields['scopes'], 'scopes'),
    servers: new Map(servers.map((server) => [server.slug, server])),
    metadata: asObject(fields['metadata'], 'metadata'),
    version: asNumber(fields['version'], 'version'),
    rateLimit: readLimit(fields['rateLimit']),
    quota: null,
    concurrencyLimit: null,
    allowCidrs,
    allowsIp: allowCidrs.length === 0 ? null : createAllowList(allowCidrs),
    requiresSignature: fields['requiresSignature'] !== false,
    sealedSigningSecret: null,
    ownerLeft: fields['ownerLeft'] !== false,
    readsOnly: null,
    expiresAt,
    suspendedAt: asNumberOrNull(fields['suspendedAt'], 'suspendedAt'),
    revokedAt: asNumberOrNull(fields['revokedAt'], 'revokedAt'),
  };
}

function readServer(value: unknown): ServerRecord {
  const fields = asObject(value, 'servers');
  const slug = asText(fields['slug'], 'slug');
  return {
    id: slug,
    slug,
    environment: asText(fields['environment'], 'environment'),
    active: fields['active'] === true,
    closedToOwner: fields['closedToOwner'] !== false,
    scopeImplications: readImplications(fields['scopeImplications']),
    rateLimit: readLimit(fields['rateLimit']),
  };
}

function readImplications(value: unknown): ScopeImplications {
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(entries.map(([scope, implied]) => [scope, asTexts(implied, scope)]));
}

function readLimit(value: unknown): RateLimit {
  const { limit, windowSeconds, burst } = asObject(value, 'rateLimit');
  return {
    limit: asNumber(limit, 'limit'),
    windowSeconds: asNumber(windowSeconds, 'windowSeconds'),
    burst: asNumberOrNull(burst, 'burst'),
  };
}
