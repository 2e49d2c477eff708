import { createBoundedMap } from '../core/bounded-map.ts';
import { CountersUnavailable } from '../core/errors.ts';
import { digestOf, hashSecret, type Pepper } from '../core/key/digest.ts';
import type { KeyRecord } from '../core/key/record.ts';
import { createOnce } from '../core/once.ts';
import type { Imports } from '../counters/imports.ts';
import type { Versions } from '../counters/versions.ts';
import { createUnknownKeys } from './unknown-keys.ts';

/** Reads key records from the primary database. */
export interface RecordSource {
  findByDigest(digests: readonly Uint8Array[]): Promise<KeyRecord | undefined>;
  findById(keyId: string): Promise<KeyRecord | undefined>;
}

/** Key records in this process. They may be old: a decision on one counts only if Redis knows the same version. */
export interface Records {
  /** The record of a presented secret, undefined where there is no such key. */
  ofSecret(secret: string): Promise<KeyRecord | undefined>;
  /** Tells whether the key of a secret was found before, without looking. */
  knows(secret: string): boolean;
  ofId(keyId: string): Promise<KeyRecord | undefined>;
  /** Reads the records of many secrets at once, so that they are at hand; what fails, fails when it is asked for. */
  prepare(secrets: readonly string[]): Promise<void>;
  /**
   * Reads a record anew and tells Redis its version, after Redis did not know the one at hand. Rejects with
   * CountersUnavailable where Redis does not answer.
   */
  refresh(keyId: string): Promise<KeyRecord | undefined>;
  size(): number;
  /** Secrets that are remembered for having no key. */
  unknownSize(): number;
}

/** About 1 kB a record: the cache stays near 200 MB at most. */
const RECORDS_MAX = 200_000;

/** Opens an empty cache. The raw secret is never kept: records are found by its SHA-256. */
export function createRecords(deps: {
  source: RecordSource;
  versions: Versions;
  imports: Imports;
  peppers: readonly Pepper[];
  now: () => number;
}): Records {
  const idOfHash = createBoundedMap<string, string>(RECORDS_MAX);
  const recordOfId = createBoundedMap<string, KeyRecord>(RECORDS_MAX);
  const once = createOnce<KeyRecord | undefined>();
  const unknown = createUnknownKeys(deps);

  const keep = (record: KeyRecord | undefined) => {
    if (record !== undefined) recordOfId.set(record.id, record);
    return record;
  };
  const ofId = async (keyId: string) =>
    recordOfId.get(keyId) ?? (await once(keyId, async () => keep(await deps.source.findById(keyId))));

  const load = async (sha256: Uint8Array, hashKey: string) => {
    const look = async () =>
      await deps.source.findByDigest(deps.peppers.map((pepper) => digestOf(sha256, pepper)));
    const record = keep(await unknown.find(hashKey, look));
    if (record !== undefined) idOfHash.set(hashKey, record.id);
    return record;
  };

  const refresh = async (keyId: string) => {
    let fresh: KeyRecord | undefined;
    const raised = await deps.versions.restore([keyId], async () => {
      fresh = await deps.source.findById(keyId);
      return new Map(fresh === undefined ? [] : [[keyId, fresh.version]]);
    });
    if (!raised) throw new CountersUnavailable();
    if (fresh === undefined) recordOfId.delete(keyId);
    return keep(fresh);
  };

  const ofSecret = async (secret: string) => {
    const sha256 = hashSecret(secret);
    const hashKey = sha256.toString('latin1');
    const known = idOfHash.get(hashKey);
    if (known !== undefined) return await ofId(known);
    let own = false;
    const found = await once(hashKey, async () => {
      own = true;
      return await load(sha256, hashKey);
    });
    // A look-up that was under way may have begun before the key was there.
    return found ?? (own ? undefined : await once(hashKey, async () => await load(sha256, hashKey)));
  };

  return {
    ofSecret,
    knows: (secret) => idOfHash.get(hashSecret(secret).toString('latin1')) !== undefined,
    ofId,
    prepare: async (secrets) => {
      await Promise.allSettled(secrets.map(ofSecret));
    },
    refresh: async (keyId) => await once(`refresh:${keyId}`, async () => await refresh(keyId)),
    size: recordOfId.size,
    unknownSize: unknown.size,
  };
}
