import type { RateLimit } from './key/record.ts';

/** What a workspace is on. */
export const PLANS = ['FREE', 'STANDARD', 'PROFESSIONAL', 'ENTERPRISE'] as const;

export type Plan = (typeof PLANS)[number];

/** Requests per minute and key that each plan allows (MCP-Cloud's documented plans); null: agreed for each workspace. */
const PLAN_RATE_PER_MINUTE: Readonly<Record<Plan, number | null>> = {
  FREE: 10,
  STANDARD: 60,
  PROFESSIONAL: 300,
  ENTERPRISE: null,
};

/** Requests per minute of a key where nothing says otherwise (Octolane). */
const DEFAULT_RATE_PER_MINUTE = 100;

/** What a key's limit follows from. */
export type LimitSource = 'KEY' | 'SERVER' | 'WORKSPACE' | 'PLAN' | 'DEFAULT';

/** What of a workspace its keys' limits follow from. */
interface LimitedWorkspace {
  readonly plan: Plan;
  /** Replaces the plan's; null: as planned. */
  readonly ratePerMinute: number | null;
}

/** What no key of a workspace may exceed, in requests per minute. */
interface Ceiling {
  readonly value: number;
  readonly from: 'WORKSPACE' | 'PLAN';
}

/** The most requests per minute that a key of the workspace may be given: its own number or its plan's; null: any. */
export function ceilingOf(workspace: LimitedWorkspace): Ceiling | null {
  if (workspace.ratePerMinute !== null) return { value: workspace.ratePerMinute, from: 'WORKSPACE' };
  const planned = PLAN_RATE_PER_MINUTE[workspace.plan];
  return planned === null ? null : { value: planned, from: 'PLAN' };
}

/** A limit as it holds, and what it follows from. */
export interface EffectiveLimit extends RateLimit {
  /** Never above the limit. */
  readonly burst: number | null;
  readonly from: LimitSource;
}

/**
 * The limit that holds for a key: its own, else the server's, else the workspace's, else the plan's, else the default. One
 * whose rate is above the workspace's ceiling becomes the ceiling, and keeps its burst as far as the ceiling goes.
 */
export function effectiveLimit(input: {
  readonly key: RateLimit | null;
  readonly serverRatePerMinute?: number | null | undefined;
  readonly serverBurst?: number | null | undefined;
  readonly workspace: LimitedWorkspace;
}): EffectiveLimit {
  const { key, serverRatePerMinute, serverBurst, workspace } = input;
  const chosen = chosenLimit(key, serverRatePerMinute ?? null, serverBurst ?? null);
  const ceiling = ceilingOf(workspace);
  if (chosen === null) {
    return ceiling === null
      ? perMinute(DEFAULT_RATE_PER_MINUTE, null, 'DEFAULT')
      : perMinute(ceiling.value, null, ceiling.from);
  }
  const exceeded = exceedsCeiling(chosen, workspace);
  return exceeded === undefined ? chosen : perMinute(exceeded.ceiling, chosen.burst, exceeded.from);
}

/** The ceiling, in requests per minute, that a limit's rate is above; undefined where it is not. */
export function exceedsCeiling(
  limit: RateLimit,
  workspace: LimitedWorkspace,
): { ceiling: number; from: Ceiling['from'] } | undefined {
  const ceiling = ceilingOf(workspace);
  if (ceiling === null || limit.limit * 60 <= ceiling.value * limit.windowSeconds) return undefined;
  return { ceiling: ceiling.value, from: ceiling.from };
}

function chosenLimit(
  key: RateLimit | null,
  serverRatePerMinute: number | null,
  serverBurst: number | null,
): EffectiveLimit | null {
  if (key !== null) {
    const { limit, windowSeconds } = key;
    return { limit, windowSeconds, burst: burstWithin(key.burst, limit), from: 'KEY' };
  }
  return serverRatePerMinute === null ? null : perMinute(serverRatePerMinute, serverBurst, 'SERVER');
}

function perMinute(limit: number, burst: number | null, from: LimitSource): EffectiveLimit {
  return { limit, windowSeconds: 60, burst: burstWithin(burst, limit), from };
}

/** A limit that lets nothing through needs no burst. */
function burstWithin(burst: number | null | undefined, limit: number): number | null {
  return burst == null || limit === 0 ? null : Math.min(burst, limit);
}
