import { LEASE_TTL_MS } from '../core/lease.ts';
import { QUOTA_REFILLS } from '../core/quota.ts';
import { type Connections, carryOut } from './connection.ts';
import type { LocalLeases } from './local-leases.ts';
import type { LocalQuotas } from './local-quotas.ts';
import type { QuotaMemory } from './quota-memory.ts';
import type { RedisKeys } from './redis-keys.ts';
import { runScriptOn, takeQuota } from './scripts.ts';

/**
 * Tells the Redis of a shard what was taken without it: units of quotas, and leases that are still held. A reply that is
 * lost may have taken the units, which are then taken once more.
 */
export async function carryLocal(
  deps: {
    connections: Pick<Connections, 'of'>;
    keys: RedisKeys;
    quotas: LocalQuotas;
    quotaMemory: QuotaMemory;
    leases: LocalLeases;
    now: () => number;
  },
  shard: number,
): Promise<void> {
  const { keys, quotas, leases } = deps;
  const connection = deps.connections.of(shard);
  const isOfShard = (keyId: string) => keys.shardOf(keyId) === shard;
  for (const [keyId, known] of quotas.all()) {
    if (!isOfShard(keyId)) continue;
    const { refill, from, used, taken } = known;
    const args = [QUOTA_REFILLS.indexOf(refill), from, used, taken];
    if (taken > 0) await runScriptOn(connection, takeQuota, [keys.state(shard, keyId)], args);
    deps.quotaMemory.note(keyId, { refill, from, used: used + taken });
    quotas.carried(keyId, known);
  }
  for (const lease of leases.held(deps.now())) {
    const { workspaceId, keyId, member, endsAt } = lease;
    if (!isOfShard(keyId)) continue;
    const name = keys.leases(shard, workspaceId, keyId);
    await carryOut(connection, async (redis) => await redis.zadd(name, endsAt, member));
    await carryOut(connection, async (redis) => await redis.pexpire(name, 2 * LEASE_TTL_MS));
    // It may have been given back while it was told.
    if (!leases.forget(lease)) await carryOut(connection, async (redis) => await redis.zrem(name, member));
  }
}
