import { z } from 'zod';
import { CountersUnavailable } from '../core/errors.ts';
import { LEASE_TTL_MS, readLeaseId } from '../core/lease.ts';
import type { Availabilities } from './availabilities.ts';
import type { Connections } from './connection.ts';
import type { LocalLeases } from './local-leases.ts';
import type { RedisKeys } from './redis-keys.ts';
import { releaseLease, renewLease, runScriptOn, type Script } from './scripts.ts';

/**
 * Leases that verifications have taken. False where a lease was not held any more, or never was one of the workspace: which
 * of these is not told. Without Redis those of this process are known; of others all reject with CountersUnavailable.
 */
export interface Leases {
  /** Gives a lease back. */
  release(workspaceId: string, leaseId: string): Promise<boolean>;
  /** Lets a lease begin its life of LEASE_TTL_MS anew. */
  renew(workspaceId: string, leaseId: string): Promise<boolean>;
}

/** Opens leases of all shards; `local` are those that Redis does not know yet. */
export function createLeases(deps: {
  connections: Connections;
  keys: RedisKeys;
  availabilities: Availabilities;
  local: LocalLeases;
  now: () => number;
}): Leases {
  const { connections, keys, local, now } = deps;
  const run = async (script: Script, workspaceId: string, leaseId: string, args: readonly number[]) => {
    const lease = readLeaseId(leaseId);
    if (lease === undefined) return false;
    const { keyId, member } = lease;
    const here = script === releaseLease ? local.release : local.renew;
    if (here(workspaceId, lease, now())) return true;
    const shard = keys.shardOf(keyId);
    if (!deps.availabilities.of(shard).isUp()) throw new CountersUnavailable();
    const connection = connections.of(shard);
    const name = keys.leases(shard, workspaceId, keyId);
    try {
      return z.number().parse(await runScriptOn(connection, script, [name], [member, ...args])) === 1;
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
