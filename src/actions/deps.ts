import type { Pepper } from '../core/key/digest.ts';
import type { RandomBytes } from '../core/key/secret.ts';
import type { Versions } from '../counters/versions.ts';
import type { Storage } from '../storage/client.ts';

/** What actions work with. */
export interface ActionDeps {
  readonly storage: Storage;
  readonly versions: Versions;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  /** The newest first: it makes the digests of new keys. */
  readonly peppers: readonly [Pepper, ...Pepper[]];
  /** Seals webhook secrets at rest (AES-256-GCM, 32 bytes). */
  readonly encryptionKey: Uint8Array;
}

/** Who acts, for the audit log. */
export interface Actor {
  readonly userId: string;
  readonly ip?: string | undefined;
}
