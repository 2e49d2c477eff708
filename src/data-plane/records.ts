import { createBoundedMap } from '../core/bounded-map.ts';
import { digestOf, hashSecret, nameSecret, type Pepper } from '../core/key/digest.ts';
import type { KeyRecord } from '../core/key/record.ts';
import { createOnce } from '../core/once.ts';
import type { Imports } from '../counters/imports.ts';
import type { Versions } from '../counters/versions.ts';
import { databaseUnavailable } from './problem.ts';
import { createUnknownKeys } from './unknown-keys.ts';

/** Reads key records from the primary database. */
export interface RecordSource {
  findByDigest(digests: readonly Uint8Array[]): Promise<KeyRecord | undefined>;
  findById(keyId: string): Promise<KeyRecord | undefined>;
  /** Those that are not there are left out. */
  findByIds(keyIds: readonly string[]): Promise<readonly KeyRecord[]>;
}

/**
 * Key records in this process. They may be old: a decision on one counts only if Redis, or without it Postgres, has the same
 * version. What has to be read rejects with a Problem (503) where Postgres does not answer.
 */
export interface Records {
  /** The record of a presented secret where it is in memory. */
  atHand(secret: string): KeyRecord | undefined;
  /** The record of a presented secret, undefined where there is no such key. */
  ofSecret(secret: string): Promise<KeyRecord | undefined>;
  /** Tells whether the key of a secret was found before, without looking. */
  knows(secret: string): boolean;
  /** Reads the records of many keys that are not at hand, so that they are; those of keys that are not there are not. */
  prepareIds(keyIds: Iterable<string>): Promise<void>;
  /** The record of a key where it is in memory. */
  idAtHand(keyId: string): KeyRecord | undefined;
  /** Reads the records of many secrets at once, so that they are at hand; what fails, fails when it is asked for. */
  prepare(secrets: readonly string[]): Promise<void>;
  /**
   * Reads a record anew and tells Redis its version, after the one at hand was not the current one. Where Redis does not
   * answer it need not be told: the next decision is then checked against Postgres.
   */
  refresh(keyId: string): Promise<KeyRecord | undefined>;
  size(): number;
  /** Secrets that are remembered for having no key. */
  unknownSize(): number;
}

/** About 1 kB a record: the cache stays near 200 MB at most. */
const RECORDS_MAX = 200_000;
/** Bounds a statement to some tens of milliseconds. */
const READ_AT_ONCE = 500;

/** Opens an empty cache. The raw secret is never kept: records are found by its SHA-256. */
export function createRecords(deps: {
  source: RecordSource;
  versions: Pick<Versions, 'restore'>;
  imports: Imports;
  peppers: readonly Pepper[];
  now: () => number;
}): Records {
  const idOfName = createBoundedMap<string, string>(RECORDS_MAX);
  const recordOfId = createBoundedMap<string, KeyRecord>(RECORDS_MAX);
  const once = createOnce<KeyRecord | undefined>();
  const unknown = createUnknownKeys(deps);
  const source = openSource(deps.source);

  const keep = (record: KeyRecord | undefined) => {
    if (record !== undefined) recordOfId.set(record.id, record);
    return record;
  };
  const ofId = async (keyId: string) =>
    recordOfId.get(keyId) ?? (await once(keyId, async () => keep(await source.findById(keyId))));

  const prepareIds = async (keyIds: Iterable<string>) => {
    const missing = [...new Set(keyIds)].filter((keyId) => recordOfId.get(keyId) === undefined);
    for (let at = 0; at < missing.length; at += READ_AT_ONCE) {
      for (const record of await source.findByIds(missing.slice(at, at + READ_AT_ONCE))) {
        // What was read meanwhile may be newer.
        if (recordOfId.get(record.id) === undefined) keep(record);
      }
    }
  };

  const load = async (secret: string, name: string) => {
    const look = async () => {
      const sha256 = hashSecret(secret);
      return await source.findByDigest(deps.peppers.map((pepper) => digestOf(sha256, pepper)));
    };
    const record = keep(await unknown.find(name, look));
    if (record !== undefined) idOfName.set(name, record.id);
    return record;
  };

  const refresh = async (keyId: string) => {
    let fresh: KeyRecord | undefined;
    let read = false;
    const load = async () => {
      fresh = await source.findById(keyId);
      read = true;
      return new Map(fresh === undefined ? [] : [[keyId, fresh.version]]);
    };
    await deps.versions.restore([keyId], load);
    if (!read) await load();
    if (fresh === undefined) recordOfId.delete(keyId);
    return keep(fresh);
  };

  const ofSecret = async (secret: string) => {
    const name = nameSecret(secret);
    const known = idOfName.get(name);
    if (known !== undefined) return await ofId(known);
    let own = false;
    const found = await once(name, async () => {
      own = true;
      return await load(secret, name);
    });
    // A look-up that was under way may have begun before the key was there.
    return found ?? (own ? undefined : await once(name, async () => await load(secret, name)));
  };

  return {
    atHand: (secret) => {
      const keyId = idOfName.get(nameSecret(secret));
      return keyId === undefined ? undefined : recordOfId.get(keyId);
    },
    ofSecret,
    knows: (secret) => idOfName.get(nameSecret(secret)) !== undefined,
    prepareIds,
    idAtHand: recordOfId.get,
    prepare: async (secrets) => {
      await Promise.allSettled(secrets.map(ofSecret));
    },
    refresh: async (keyId) => await once(`refresh:${keyId}`, async () => await refresh(keyId)),
    size: recordOfId.size,
    unknownSize: unknown.size,
  };
}

function openSource({ findById, findByIds, findByDigest }: RecordSource): RecordSource {
  const unavailable = (cause: unknown) => {
    throw databaseUnavailable(cause);
  };
  return {
    findById: async (keyId) => await findById(keyId).catch(unavailable),
    findByIds: async (keyIds) => await findByIds(keyIds).catch(unavailable),
    findByDigest: async (digests) => await findByDigest(digests).catch(unavailable),
  };
}
