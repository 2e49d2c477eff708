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
  readonly rateLimit: RateLimit;
  /** Unix milliseconds; null for never. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface ServerRecord {
  readonly id: string;
  readonly slug: string;
  readonly active: boolean;
}

/** At most `limit` requests in any `windowSeconds` (see core/window.ts). */
export interface RateLimit {
  readonly limit: number;
  readonly windowSeconds: number;
}
