import type { Restriction } from '../core/containment.ts';
import { endOf, isStricter, ruleFor } from '../core/containment.ts';
import { BREAKER_MS, containableKeys } from '../core/containment-breaker.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { findContainmentUse } from '../storage/containment-halts.ts';
import type { PolicyTarget } from '../storage/containment-policies.ts';
import type { Db } from '../storage/tenancy.ts';
import { type PolicyInput, policyInput } from './containment-input.ts';
import type { ActionDeps } from './deps.ts';
import { parseInput } from './parse-input.ts';

/** A containment that a policy would have made. */
export interface WouldContain {
  readonly keyId: string;
  readonly alertId: string;
  readonly step: Restriction;
  readonly at: Date;
  readonly until: Date | null;
}

/** What a policy would have done. */
export interface ContainmentDryRun {
  /** The oldest first. */
  readonly containments: readonly WouldContain[];
  /** When it would have stopped and asked a person; null: never. Nothing is shown from there on. */
  readonly haltedAt: Date | null;
  readonly alertsLookedAt: number;
  /** There were more alerts than are looked at; the oldest were left out. */
  readonly truncated: boolean;
}

const DAYS = 14;
const ALERTS_MAX = 2_000;

/**
 * What a policy would have done about the alerts of the last 14 days, of all keys or of those that it would be for; nothing is
 * written. An alert is stored with its worst minute's figures, so a containment is shown from when the alert was opened, which
 * is when it would have come at the earliest. The number of keys is that of now. Refused with INVALID_INPUT.
 */
export async function dryRunContainment(
  db: Db,
  deps: Pick<ActionDeps, 'now'>,
  input: PolicyTarget & {
    readonly policy: PolicyInput;
    readonly ownerId?: string | undefined;
  },
): Promise<ContainmentDryRun> {
  const { workspaceId, ownerId } = input;
  const policy = parseInput(policyInput, input.policy);
  const now = deps.now();
  const newest = await db.alert.findMany({
    where: {
      workspaceId,
      openedAt: { gte: new Date(now.getTime() - DAYS * DAY_MS) },
      key: { deletedAt: null, ...(ownerId === undefined ? {} : { ownerId }), ...keysFor(input) },
    },
    select: { id: true, keyId: true, kind: true, severity: true, score: true, openedAt: true },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: ALERTS_MAX + 1,
  });
  const alerts = newest.slice(0, ALERTS_MAX).toReversed();
  const { activeKeys } = await findContainmentUse(db, workspaceId, now, now);
  const planned = alerts.flatMap((alert) => {
    const rule = ruleFor(policy, alert, true);
    const { id: alertId, keyId, openedAt: at } = alert;
    if (keyId === null || rule === undefined || rule.step === 'NOTIFY') return [];
    return [{ keyId, alertId, step: rule.step, at, until: endOf(rule.minutes, at) }];
  });
  const told = stopAtTooMany(withoutMilder(planned), containableKeys(activeKeys));
  return { ...told, alertsLookedAt: alerts.length, truncated: newest.length > ALERTS_MAX };
}

/** The keys that the policy of a server or a key would be for: own policies take the place of a server's. */
function keysFor({ serverId, keyId }: PolicyTarget) {
  if (keyId !== undefined) return { id: keyId };
  if (serverId === undefined) return {};
  return { servers: { some: { serverId } }, containmentPolicy: null };
}

/** Leaves out what would have changed nothing, because the key was contained as much already. */
function withoutMilder(planned: readonly WouldContain[]): WouldContain[] {
  const active = new Map<string, WouldContain>();
  return planned.filter((each) => {
    const known = active.get(each.keyId);
    const holds = known !== undefined && (known.until === null || known.until > each.at);
    if (holds && !isStricter(each.step, known.step)) return false;
    active.set(each.keyId, each);
    return true;
  });
}

function stopAtTooMany(
  planned: readonly WouldContain[],
  keysMax: number,
): Pick<ContainmentDryRun, 'containments' | 'haltedAt'> {
  const index = planned.findIndex((each, position) => {
    const from = each.at.getTime() - BREAKER_MS;
    const hour = planned.slice(0, position + 1).filter(({ at }) => at.getTime() >= from);
    return new Set(hour.map(({ keyId }) => keyId)).size > keysMax;
  });
  const halting = planned[index];
  return halting === undefined
    ? { containments: planned, haltedAt: null }
    : { containments: planned.slice(0, index), haltedAt: halting.at };
}
