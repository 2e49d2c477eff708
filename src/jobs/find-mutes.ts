import { isMutedAt } from '../core/mute.ts';
import type { AlertSubject } from '../storage/alerts.ts';
import { findBegunMutes, findServerShares, type ServerShare, type StoredMute } from '../storage/mutes.ts';
import type { Db } from '../storage/tenancy.ts';

/** An incident that may be muted. */
interface Mutable extends AlertSubject {
  readonly kind: string;
}

/** The id of the mute that covers an incident; null: none. */
export type MuteOf = (incident: Mutable) => string | null;

/**
 * Finds the mutes that cover incidents in a minute. One of a server covers a key where at least half of its requests in
 * the minute went to muted servers: what happens on others meanwhile is told.
 */
export async function findMutes(db: Db, incidents: readonly Mutable[], minute: Date): Promise<MuteOf> {
  if (incidents.length === 0) return () => null;
  const workspaceIds = [...new Set(incidents.map(({ workspaceId }) => workspaceId))];
  const begun = await findBegunMutes(db, workspaceIds, minute);
  const active = begun.filter(({ span }) => isMutedAt(span, minute.getTime()));
  const ofServers = active.filter(({ serverId }) => serverId !== null);
  const keyIds = ofServers.length === 0 ? [] : [...new Set(incidents.flatMap(({ keyId }) => keyId ?? []))];
  const shares = keyIds.length === 0 ? [] : await findServerShares(db, { workspaceIds, keyIds, minute });
  return (incident) => {
    const fitting = active.filter((mute) => fits(mute, incident));
    const direct = fitting.find(
      ({ keyId, serverId }) => serverId === null && (keyId === null || keyId === incident.keyId),
    );
    return (direct ?? serverMuteOf(fitting, shares, incident))?.id ?? null;
  };
}

function fits({ workspaceId, kinds }: StoredMute, incident: Mutable): boolean {
  return workspaceId === incident.workspaceId && (kinds.length === 0 || kinds.includes(incident.kind));
}

function serverMuteOf(
  mutes: readonly StoredMute[],
  shares: readonly ServerShare[],
  { keyId }: Mutable,
): StoredMute | undefined {
  const byServer = new Map(mutes.flatMap((mute) => (mute.serverId === null ? [] : [[mute.serverId, mute]])));
  const own = shares.filter((share) => share.keyId === keyId);
  const total = own.reduce((sum, { requests }) => sum + requests, 0);
  const muted = own.filter(({ serverId }) => byServer.has(serverId));
  const mutedTotal = muted.reduce((sum, { requests }) => sum + requests, 0);
  return total > 0 && mutedTotal >= total / 2 ? byServer.get(muted[0]?.serverId ?? '') : undefined;
}
