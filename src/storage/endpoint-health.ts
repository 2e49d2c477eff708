import type { DisabledBy } from '../core/endpoint-event.ts';
import { type EndpointHealth, noteFailure } from '../core/endpoint-health.ts';
import type { Db } from './tenancy.ts';

/** An endpoint that Keywatch has disabled. */
export interface DisabledEndpoint {
  readonly id: string;
  readonly workspaceId: string;
  readonly url: string;
  readonly description: string | null;
  readonly disabledBy: DisabledBy;
  readonly failingSince: Date | null;
}

/** Notes that attempts of endpoints succeeded. */
export async function noteEndpointsReached(db: Db, endpointIds: readonly string[]): Promise<void> {
  if (endpointIds.length === 0) return;
  await db.webhookEndpoint.updateMany({
    where: { id: { in: [...endpointIds] }, failingSince: { not: null } },
    data: { failingSince: null, failedAt: null },
  });
}

/**
 * Notes that attempts of endpoints failed, and disables those that are gone or have failed for too long: everything that is
 * pending for them fails, and people are to be told. Returns what it disabled.
 */
export async function noteEndpointsFailed(
  db: Db,
  failed: {
    readonly endpointIds: readonly string[];
    readonly goneIds: ReadonlySet<string>;
    readonly now: Date;
  },
): Promise<DisabledEndpoint[]> {
  const disabled: DisabledEndpoint[] = [];
  for (const id of failed.endpointIds.toSorted()) {
    await db.$executeRaw`SELECT 1 FROM webhook_endpoints WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const endpoint = await db.webhookEndpoint.findUnique({ where: { id } });
    if (endpoint === null || endpoint.disabledAt !== null) continue;
    const { health, disable } = noteFailure(healthOf(endpoint), failed.now.getTime());
    const gone = failed.goneIds.has(id);
    const failingSince = dateOf(health.failingSince);
    const disabledBy: DisabledBy | undefined = gone ? 'GONE' : disable ? 'FAILING' : undefined;
    await db.webhookEndpoint.update({
      where: { id },
      data: {
        failingSince,
        failedAt: dateOf(health.failedAt),
        ...(disabledBy === undefined ? {} : { disabledAt: failed.now, disabledBy, noticeDueAt: failed.now }),
      },
    });
    if (disabledBy === undefined) continue;
    const { workspaceId, url, description } = endpoint;
    disabled.push({
      id,
      workspaceId,
      url,
      description,
      disabledBy,
      failingSince: gone ? null : failingSince,
    });
  }
  return disabled;
}

function healthOf(row: { failingSince: Date | null; failedAt: Date | null }): EndpointHealth {
  return {
    failingSince: row.failingSince?.getTime() ?? null,
    failedAt: row.failedAt?.getTime() ?? null,
  };
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
