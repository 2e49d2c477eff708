import { z } from 'zod';
import { CountersUnavailable } from '../core/errors.ts';
import { LEASE_TTL_MS, readLeaseId } from '../core/lease.ts';
import type { Connection } from './connection.ts';
import type { RedisKeys } from './redis-keys.ts';
import { releaseLease, renewLease, runScript, type Script } from './scripts.ts';

/**
 * Leases that verifications have taken. False where a lease was not held any more, or never was one of the workspace: which
 * of these is not told. All reject with CountersUnavailable where Redis does not answer.
 */
export interface Leases {
  /** Gives a lease back. */
  release(workspaceId: string, leaseId: string): Promise<boolean>;
  /** Lets a lease begin its life of LEASE_TTL_MS anew. */
  renew(workspaceId: string, leaseId: string): Promise<boolean>;
}

/** Opens leases over a connection. */
export function createLeases(deps: { connection: Connection; keys: RedisKeys; now: () => number }): Leases {
  const { connection, keys, now } = deps;
  const run = async (script: Script, workspaceId: string, leaseId: string, args: readonly number[]) => {
    const lease = readLeaseId(leaseId);
    if (lease === undefined) return false;
    const { keyId, member } = lease;
    const name = keys.leases(keys.shardOf(keyId), workspaceId, keyId);
    try {
      return z.number().parse(await runScript(connection.redis, script, [name], [member, ...args])) === 1;
    } catch (cause) {
      connection.doubt(cause);
      throw new CountersUnavailable({ cause });
    }
  };
  return {
    release: async (workspaceId, leaseId) => await run(releaseLease, workspaceId, leaseId, [now()]),
    renew: async (workspaceId, leaseId) => await run(renewLease, workspaceId, leaseId, [now(), LEASE_TTL_MS]),
  };
}
