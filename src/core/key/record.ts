import type { Quota } from '../quota.ts';
import type { ScopeImplications } from '../scope.ts';

/** A key as verifiers hold it: all that a decision needs, at one version. */
export interface KeyRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly environment: string;
  readonly scopes: readonly string[];
  /** The servers it opens, by slug: the listed ones, or all that the workspace has at this version. */
  readonly servers: ReadonlyMap<string, ServerRecord>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Raised by every change that verifiers must see. */
  readonly version: number;
  /** What holds where the request names no server (core/limit.ts). */
  readonly rateLimit: RateLimit;
  /** Null: none. */
  readonly quota: Quota | null;
  /** Leases that may be held at the same time; null: any number. */
  readonly concurrencyLimit: number | null;
  /** As `allowsIp` checks them. */
  readonly allowCidrs: readonly string[];
  /** Checks the client's address; null: it may be any, also none. */
  readonly allowsIp: ((ip: string) => boolean) | null;
  /** Requests with it must be signed (core/request-signature.ts). */
  readonly requiresSignature: boolean;
  /** What its requests are signed with, sealed (core/key/signing-secret.ts); null: the key itself. */
  readonly sealedSigningSecret: Uint8Array | null;
  /** The owner is no member of the workspace any more. */
  readonly ownerLeft: boolean;
  /** Not null: only requests that read are let through (core/read-scope.ts); these scopes count as reading too. */
  readonly readsOnly: readonly string[] | null;
  /** Unix milliseconds; null for never. */
  readonly expiresAt: number | null;
  /** By a person, or by a containment. */
  readonly suspendedAt: number | null;
  /** Also when the key, or its workspace, was deleted. */
  readonly revokedAt: number | null;
}

export interface ServerRecord {
  readonly id: string;
  readonly slug: string;
  /** Keys of another one do not open it. */
  readonly environment: string;
  readonly active: boolean;
  /** The key's owner may not open it, so the key does not either. */
  readonly closedToOwner: boolean;
  readonly scopeImplications: ScopeImplications;
  /** What holds for the key here. */
  readonly rateLimit: RateLimit;
}

/** At most `limit` requests in any `windowSeconds` (core/window.ts), of which at most `burst` at once (core/burst.ts). */
export interface RateLimit {
  readonly limit: number;
  readonly windowSeconds: number;
  /** Null, or left out: as many as the limit allows. */
  readonly burst?: number | null | undefined;
}
