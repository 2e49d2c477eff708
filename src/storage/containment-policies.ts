import { z } from 'zod';
import { SEVERITIES } from '../core/alert.ts';
import {
  CONTAINMENT_STEPS,
  type ContainedAlert,
  type ContainmentPolicy,
  DEFAULT_POLICY,
  isStricter,
  ruleFor,
} from '../core/containment.ts';
import { throttleColumns } from './containments.ts';
import type { Prisma, ContainmentPolicy as Row } from './generated/client.ts';
import { throttleOf } from './key-records.ts';
import type { Db } from './tenancy.ts';

/** What a policy is for: all of a workspace, or a server or key of it whose own policy takes the workspace's place. */
export interface PolicyTarget {
  readonly workspaceId: string;
  readonly serverId?: string | undefined;
  readonly keyId?: string | undefined;
}

const rulesSchema = z.array(
  z.object({
    kinds: z.array(z.string()),
    severity: z.enum(SEVERITIES),
    score: z.number(),
    step: z.enum(CONTAINMENT_STEPS),
    automatic: z.boolean(),
    minutes: z.number().nullable(),
  }),
);

/** The policy that is set for exactly this target; null: none. */
export async function findPolicy(db: Db, target: PolicyTarget): Promise<Row | null> {
  return await db.containmentPolicy.findUnique({
    where: { targetId: targetIdOf(target), workspaceId: target.workspaceId },
  });
}

/** Sets the policy of a target, in place of the one it had. */
export async function upsertPolicy(
  db: Db,
  target: PolicyTarget,
  policy: ContainmentPolicy,
  at: Date,
): Promise<void> {
  const { workspaceId, serverId, keyId } = target;
  const data = {
    rules: policy.rules as unknown as Prisma.InputJsonArray,
    ...throttleColumns(policy.throttle),
    readScopes: [...policy.readScopes],
    updatedAt: at,
  };
  await db.containmentPolicy.upsert({
    where: { targetId: targetIdOf(target) },
    create: {
      ...data,
      workspaceId,
      targetId: targetIdOf(target),
      serverId: keyId === undefined ? (serverId ?? null) : null,
      keyId: keyId ?? null,
    },
    update: data,
  });
}

/** Takes the policy of a target away; false where it has none. */
export async function deletePolicy(db: Db, target: PolicyTarget): Promise<boolean> {
  const { count } = await db.containmentPolicy.deleteMany({
    where: { targetId: targetIdOf(target), workspaceId: target.workspaceId },
  });
  return count > 0;
}

/** What of a row its policy is read from. */
type PolicyColumns = Pick<Row, 'rules' | 'throttlePercent' | 'throttlePerMinute' | 'readScopes'>;

/** The policy that a row holds. */
export function policyOf(row: PolicyColumns): ContainmentPolicy {
  return {
    rules: rulesSchema.parse(row.rules),
    throttle: throttleOf(row.throttlePercent, row.throttlePerMinute) ?? DEFAULT_POLICY.throttle,
    readScopes: row.readScopes,
  };
}

/** A key as policies find it. */
export interface GovernedKey {
  readonly id: string;
  readonly workspaceId: string;
  /** The servers on its own list; none where it opens all. */
  readonly serverIds: readonly string[];
}

/** Finds the policies that may hold for keys of some workspaces. */
export async function findPolicies(db: Db, workspaceIds: readonly string[]): Promise<readonly Row[]> {
  return await db.containmentPolicy.findMany({ where: { workspaceId: { in: [...workspaceIds] } } });
}

/**
 * The policy that holds for a key and an alert of it: its own; else of the servers that it lists, the one that is
 * strictest about the alert; else the workspace's; else the default.
 */
export function governingPolicy(
  rows: readonly Row[],
  key: GovernedKey,
  alert: ContainedAlert,
): ContainmentPolicy {
  const of = (targetId: string) => rows.find((row) => row.targetId === targetId);
  const own = of(key.id);
  if (own !== undefined) return policyOf(own);
  const ofServers = key.serverIds.flatMap((id) => of(id) ?? []).map(policyOf);
  const [first, ...others] = ofServers;
  if (first !== undefined) return others.reduce((strictest, each) => stricter(strictest, each, alert), first);
  const ofWorkspace = of(key.workspaceId);
  return ofWorkspace === undefined ? DEFAULT_POLICY : policyOf(ofWorkspace);
}

function stricter(one: ContainmentPolicy, other: ContainmentPolicy, alert: ContainedAlert) {
  const step = (policy: ContainmentPolicy) => ruleFor(policy, alert, true)?.step;
  const others = step(other);
  return others !== undefined && isStricter(others, step(one) ?? null) ? other : one;
}

function targetIdOf({ workspaceId, serverId, keyId }: PolicyTarget): string {
  return keyId ?? serverId ?? workspaceId;
}
