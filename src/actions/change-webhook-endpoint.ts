import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import type { Db } from '../storage/tenancy.ts';
import { lockWebhookEndpoint } from '../storage/webhook-endpoints.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';

/** Which endpoint of which workspace. */
export interface EndpointReach {
  readonly workspaceId: string;
  readonly endpointId: string;
}

export type LockedEndpoint = NonNullable<Awaited<ReturnType<typeof lockWebhookEndpoint>>>;

/** What a change of an endpoint leaves in the audit log. */
export interface EndpointChange {
  readonly action: `webhook_endpoint.${string}`;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly change?: { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> };
}

/**
 * Changes an endpoint and audits it, in one transaction; nothing is audited where `work` returns undefined. Refused with
 * NOT_FOUND.
 */
export async function changeWebhookEndpoint(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  reach: EndpointReach,
  work: (db: Db, endpoint: LockedEndpoint, at: Date) => Promise<EndpointChange | undefined>,
): Promise<{ endpointId: string }> {
  const { workspaceId, endpointId } = reach;
  await deps.storage.transaction(async (db) => {
    const at = deps.now();
    await shareWorkspace(db, workspaceId);
    const endpoint = await lockWebhookEndpoint(db, workspaceId, endpointId);
    if (endpoint === null) throw endpointNotFound();
    const change = await work(db, endpoint, at);
    if (change === undefined) return;
    await insertAudit(db, { workspaceId, actor, targetId: endpointId, ...change, at });
  });
  return { endpointId };
}

/** Refused with ENDPOINT_STATE where nothing is delivered to the endpoint. */
export function checkEnabled({ disabledAt }: LockedEndpoint): void {
  if (disabledAt === null) return;
  throw new Refusal('ENDPOINT_STATE', 'The webhook endpoint is disabled; enable it first.');
}

function endpointNotFound(): Refusal {
  return new Refusal(
    'NOT_FOUND',
    'endpointId: this workspace has no such webhook endpoint; list its webhook endpoints for their ids.',
  );
}
