/**
 * A lease that nobody gives back or renews ends after this long, in milliseconds: twice what MCP's TypeScript SDK and nginx
 * let one request last by default (60 s each), so that no request outlives its lease, and a gateway that died blocks a key
 * for two minutes at most.
 */
export const LEASE_TTL_MS = 120_000;

/** One of the connections that a key may have open at the same time. */
export interface Lease {
  readonly keyId: string;
  /** Tells the lease from the others of its key. */
  readonly member: string;
}

/** Writes the id under which a gateway gives a lease back. It names the key, so that no index of leases is needed. */
export function writeLeaseId({ keyId, member }: Lease): string {
  return `${keyId}.${member}`;
}

const LEASE_ID = /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/;

/** Reads an id written by writeLeaseId, undefined for anything else. */
export function readLeaseId(leaseId: string): Lease | undefined {
  const [, keyId, member] = LEASE_ID.exec(leaseId) ?? [];
  return keyId === undefined || member === undefined ? undefined : { keyId, member };
}
