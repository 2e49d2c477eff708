import {
  type ContainmentPolicy,
  type ContainmentRule,
  endOf,
  isStricter,
  type Restriction,
  ruleFor,
} from '../core/containment.ts';
import { BREAKER_MS, containableKeys } from '../core/containment-breaker.ts';
import { haltEventPayload } from '../core/containment-event.ts';
import { insertAudit } from '../storage/audit.ts';
import {
  type ContainableAlert,
  findContainableAlerts,
  findUndoneSteps,
  lockLivingKeys,
} from '../storage/containable-alerts.ts';
import { containLockedKey } from '../storage/containment-changes.ts';
import { findContainmentUse, insertHalt } from '../storage/containment-halts.ts';
import { findPolicies, governingPolicy } from '../storage/containment-policies.ts';
import { findActiveContainment } from '../storage/containments.ts';
import { insertWorkspaceEvents } from '../storage/key-reminders.ts';
import { takeLocks } from '../storage/locks.ts';
import type { Db } from '../storage/tenancy.ts';
import { shareWorkspaces } from '../storage/workspaces.ts';

/** What a policy does about an alert. */
interface Planned {
  readonly alert: ContainableAlert;
  readonly policy: ContainmentPolicy;
  readonly rule: ContainmentRule & { readonly step: Restriction };
}

/**
 * Does what policies say about the open alerts of keys that had a finding in this minute, in the caller's transaction. A
 * key that is contained as much already stays as it is, and what a person has undone is not done again for the same
 * alert. Where a policy would contain too many keys of a workspace within an hour, it stops and asks a person. Run twice,
 * it does nothing more.
 */
export async function containAlerts(
  db: Db,
  keyIds: readonly string[],
  minute: Date,
  now: Date,
): Promise<void> {
  if (keyIds.length === 0) return;
  const alerts = await findContainableAlerts(db, keyIds, minute);
  if (alerts.length === 0) return;
  await shareWorkspaces(db, [...new Set(alerts.map(({ workspaceId }) => workspaceId))]);
  const planned = await plan(db, alerts);
  if (planned.length === 0) return;
  // Whoever counts next sees what is contained here: slices of one workspace are scored at the same time.
  await takeLocks(db, 'contain', [...new Set(planned.map(({ alert }) => alert.workspaceId))]);
  const living = await lockLivingKeys(
    db,
    planned.map(({ alert }) => alert.key.id),
  );
  const byWorkspace = Map.groupBy(
    planned.filter(({ alert }) => living.has(alert.key.id)),
    ({ alert }) => alert.workspaceId,
  );
  for (const [workspaceId, ofWorkspace] of byWorkspace) {
    await containWithin(db, workspaceId, ofWorkspace, now);
  }
}

/** What policies say about alerts, but for what a person has undone. */
async function plan(db: Db, alerts: readonly ContainableAlert[]): Promise<Planned[]> {
  const policies = await findPolicies(db, [...new Set(alerts.map(({ workspaceId }) => workspaceId))]);
  const undone = await findUndoneSteps(
    db,
    alerts.map(({ alertId }) => alertId),
  );
  return alerts.flatMap((alert) => {
    const policy = governingPolicy(policies, alert.key, alert);
    const rule = ruleFor(policy, alert, true);
    if (rule === undefined || rule.step === 'NOTIFY') return [];
    const { step } = rule;
    const isUndone = undone.some((each) => each.alertId === alert.alertId && !isStricter(step, each.step));
    return isUndone ? [] : [{ alert, policy, rule: { ...rule, step } }];
  });
}

/** Contains keys of one workspace, the worst alert's first, until one would be too many. */
async function containWithin(
  db: Db,
  workspaceId: string,
  planned: readonly Planned[],
  now: Date,
): Promise<void> {
  const { openHalt, activeKeys, containedKeyIds } = await findContainmentUse(
    db,
    workspaceId,
    new Date(now.getTime() - BREAKER_MS),
    now,
  );
  if (openHalt !== null) return;
  const keysMax = containableKeys(activeKeys);
  const contained = new Set(containedKeyIds);
  for (const { alert, policy, rule } of planned) {
    const { key } = alert;
    const active = await findActiveContainment(db, key.id);
    if (active !== null && !isStricter(rule.step, active.step)) continue;
    if (!contained.has(key.id) && contained.size >= keysMax) {
      await halt(db, {
        workspaceId,
        containedKeys: contained.size,
        keysMax,
        activeKeys,
        keyId: key.id,
        at: now,
      });
      return;
    }
    contained.add(key.id);
    const { throttle, readScopes } = policy;
    const given = {
      step: rule.step,
      throttle,
      readScopes,
      until: endOf(rule.minutes, now),
      reason: `Alert of kind ${alert.kind}, ${alert.severity}, score ${alert.score.toFixed(1)}.`,
      by: 'POLICY',
      alertId: alert.alertId,
    } as const;
    await containLockedKey(db, null, key, given, now);
  }
}

async function halt(db: Db, given: Parameters<typeof insertHalt>[1]): Promise<void> {
  const row = await insertHalt(db, given);
  if (row === null) return;
  const { at, workspaceId, ...figures } = given;
  await insertAudit(db, {
    workspaceId,
    actor: null,
    action: 'containment.halted',
    targetId: row.id,
    detail: figures,
    at,
  });
  const payload = haltEventPayload({ ...given, haltId: row.id }, at);
  await insertWorkspaceEvents(db, [{ workspaceId, eventType: 'containment.halted', payload }], at);
}
