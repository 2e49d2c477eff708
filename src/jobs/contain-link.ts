import { type ContainedAlert, proposedStep } from '../core/containment.ts';
import { LINK_MS } from '../core/containment-link.ts';
import { findPolicies, governingPolicy } from '../storage/containment-policies.ts';
import type { Db } from '../storage/tenancy.ts';
import type { JobContext } from './deps.ts';

/** The signed link by which whoever is told of an alert contains its key, with the step that its policy proposes. */
export async function containLink(
  { signContainLink, now }: Pick<JobContext, 'signContainLink' | 'now'>,
  db: Db,
  alert: ContainedAlert & {
    readonly alertId: string;
    readonly workspaceId: string;
    readonly keyId: string;
  },
): Promise<string> {
  const { alertId, workspaceId, keyId } = alert;
  const policies = await findPolicies(db, [workspaceId]);
  const listed = policies.length === 0 ? [] : await db.keyServer.findMany({ where: { workspaceId, keyId } });
  const key = { id: keyId, workspaceId, serverIds: listed.map(({ serverId }) => serverId) };
  const step = proposedStep(governingPolicy(policies, key, alert), alert);
  return signContainLink({ workspaceId, alertId, keyId, step, expiresAt: now().getTime() + LINK_MS });
}
