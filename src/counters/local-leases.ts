import { LEASE_TTL_MS, type Lease } from '../core/lease.ts';

/** A lease that this process gave while Redis was away. */
export interface LocalLease extends Lease {
  readonly workspaceId: string;
  /** Unix milliseconds. */
  readonly endsAt: number;
}

/** Leases that Redis does not know yet. */
export interface LocalLeases {
  /** Takes one more lease of a key while no more than `max` are held; undefined where there are as many. */
  take(owner: { workspaceId: string; keyId: string }, max: number, nowMs: number): Lease | undefined;
  /** True where the lease was held here until now. */
  release(workspaceId: string, lease: Lease, nowMs: number): boolean;
  renew(workspaceId: string, lease: Lease, nowMs: number): boolean;
  /** All that are held. */
  held(nowMs: number): LocalLease[];
  /** Forgets a lease that Redis knows from now on; false where it was not held any more. */
  forget(lease: LocalLease): boolean;
}

/** About 300 bytes each. Beyond, nobody gets another one until some have ended. */
const LEASES_MAX = 100_000;
const SWEEP_EVERY_MS = 1_000;

/** Opens an empty memory; a lease ends by itself. */
export function createLocalLeases(deps: { randomUuid: () => string }): LocalLeases {
  const byKey = new Map<string, Map<string, LocalLease>>();
  let count = 0;
  let sweptAt = 0;

  const drop = (leases: Map<string, LocalLease>, member: string) => {
    const held = leases.delete(member);
    if (held) count -= 1;
    return held;
  };

  const ofKey = (keyId: string, nowMs: number) => {
    const leases = byKey.get(keyId) ?? new Map<string, LocalLease>();
    for (const { member, endsAt } of leases.values()) if (endsAt <= nowMs) drop(leases, member);
    if (leases.size === 0) byKey.delete(keyId);
    return leases;
  };
  const find = (workspaceId: string, { keyId, member }: Lease, nowMs: number) => {
    const found = ofKey(keyId, nowMs).get(member);
    return found?.workspaceId === workspaceId ? found : undefined;
  };
  const forget = ({ keyId, member }: Lease) => {
    const leases = byKey.get(keyId);
    return leases !== undefined && drop(leases, member);
  };
  const held = (nowMs: number) => [...byKey.keys()].flatMap((keyId) => [...ofKey(keyId, nowMs).values()]);
  const sweep = (nowMs: number) => {
    if (nowMs - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = nowMs;
    held(nowMs);
  };

  return {
    take: ({ workspaceId, keyId }, max, nowMs) => {
      const leases = ofKey(keyId, nowMs);
      if (leases.size >= max) return undefined;
      if (count >= LEASES_MAX) sweep(nowMs);
      if (count >= LEASES_MAX) return undefined;
      count += 1;
      const lease = { workspaceId, keyId, member: deps.randomUuid(), endsAt: nowMs + LEASE_TTL_MS };
      byKey.set(keyId, leases.set(lease.member, lease));
      return lease;
    },
    release: (workspaceId, lease, nowMs) => {
      const found = find(workspaceId, lease, nowMs);
      if (found !== undefined) forget(found);
      return found !== undefined;
    },
    renew: (workspaceId, lease, nowMs) => {
      const found = find(workspaceId, lease, nowMs);
      if (found === undefined) return false;
      byKey.get(found.keyId)?.set(found.member, { ...found, endsAt: nowMs + LEASE_TTL_MS });
      return true;
    },
    held,
    forget,
  };
}
