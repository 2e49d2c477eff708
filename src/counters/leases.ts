import { z } from 'zod';
import { CountersUnavailable } from '../core/errors.ts';
import { readLeaseId } from '../core/lease.ts';
import type { Connection } from './connection.ts';
import type { RedisKeys } from './redis-keys.ts';
import { releaseLease, runScript } from './scripts.ts';

/** Leases that verifications have taken. */
export interface Leases {
  /**
   * Gives a lease of a workspace back. False where it was not held any more, or never was one of the workspace: which of
   * these is not told. Rejects with CountersUnavailable where Redis does not answer.
   */
  release(workspaceId: string, leaseId: string): Promise<boolean>;
}

/** Opens leases over a connection. */
export function createLeases(deps: { connection: Connection; keys: RedisKeys; now: () => number }): Leases {
  const { connection, keys, now } = deps;
  return {
    release: async (workspaceId, leaseId) => {
      const lease = readLeaseId(leaseId);
      if (lease === undefined) return false;
      const { keyId, member } = lease;
      const name = keys.leases(keys.shardOf(keyId), workspaceId, keyId);
      try {
        return (
          z.number().parse(await runScript(connection.redis, releaseLease, [name], [member, now()])) === 1
        );
      } catch (cause) {
        connection.doubt(cause);
        throw new CountersUnavailable({ cause });
      }
    },
  };
}
