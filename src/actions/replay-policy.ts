import { z } from 'zod';
import { createAllowList } from '../core/cidr.ts';
import type { DecisionCode } from '../core/decision.ts';
import { Refusal } from '../core/errors.ts';
import { sumOf } from '../core/replay/bounds.ts';
import { type Policy, type Replay, replayPolicy, type Traffic } from '../core/replay/policy-replay.ts';
import { OTHER } from '../core/usage/cap.ts';
import { DAY_MS, HOUR_MS, MINUTE_GRAIN_DAYS, MINUTE_MS } from '../core/usage/cell.ts';
import { decisionMeasure, QUOTA_UNITS } from '../core/usage/measure.ts';
import type { KeyFilter } from '../storage/key-filter.ts';
import {
  findKeyAddresses,
  findKeyTraffic,
  findReplayedKeys,
  type ReplayedKey,
  sumQuotaUnits,
  type TrafficSpan,
} from '../storage/key-traffic.ts';
import type { Db } from '../storage/tenancy.ts';
import { completeThrough, readWatermarks } from '../storage/watermarks.ts';
import type { ActionDeps } from './deps.ts';
import { checkRateLimit, requireTerms } from './key-grants.ts';
import { policyInput } from './key-input.ts';
import { parseInput } from './parse-input.ts';

/** What a policy would have done to the requests of keys. */
export interface PolicyReplay {
  readonly from: Date;
  readonly to: Date;
  /** Everything acknowledged before this instant is in it; null while nothing was ever rolled up. */
  readonly completeThrough: Date | null;
  readonly keys: readonly (Replay & { readonly keyId: string })[];
  readonly total: Replay;
  /** There are more keys, which were not looked at. */
  readonly keysLeftOut: boolean;
}

const KEYS_MAX = 100;
/** Those beyond are taken for unknown. */
const ADDRESSES_MAX = 10_000;

const inputSchema = z.object({
  policy: policyInput,
  days: z.int().min(1, 'must be from 1 to 90').max(90, 'must be from 1 to 90'),
});

/**
 * Judges the stored requests of keys, of today and so many UTC days before, by rules that they might have: nothing is
 * written. Refused with INVALID_INPUT, CIDR_INVALID, PLAN_LIMIT or NOT_FOUND (a key that the filter does not let see).
 */
export async function replayPolicyOfKeys(
  db: Db,
  deps: Pick<ActionDeps, 'now'> & { readonly shards: number },
  input: {
    /** Already confined to what the asker may see. */
    readonly filter: KeyFilter;
    /** Left out: the newest keys. */
    readonly keyIds?: readonly string[] | undefined;
    readonly policy: z.input<typeof policyInput>;
    readonly days: number;
  },
): Promise<PolicyReplay> {
  const { days, policy: given } = parseInput(inputSchema, { policy: input.policy, days: input.days });
  const policy = policyOf(given);
  const { workspaceId } = input.filter;
  if (policy.rateLimit !== undefined) checkRateLimit(policy.rateLimit, await requireTerms(db, workspaceId));
  const now = deps.now();
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const from = today - days * DAY_MS;
  const minutesFrom = new Date(Math.max(from, today - MINUTE_GRAIN_DAYS * DAY_MS));
  const through = completeThrough(await readWatermarks(db), deps.shards);
  const found = await findKeys(db, input, { since: new Date(from), now });
  const keys: PolicyReplay['keys'][number][] = [];
  for (const key of found.keys) {
    const span = { workspaceId, keyId: key.id, from: new Date(from), minutesFrom, before: now };
    keys.push({ keyId: key.id, ...replayPolicy(policy, await readTraffic(db, span, key, policy)) });
  }
  return {
    from: new Date(from),
    to: now,
    completeThrough: through ?? null,
    keys,
    total: totalOf(keys),
    keysLeftOut: found.leftOut,
  };
}

function policyOf(given: z.output<typeof policyInput>): Policy {
  const policy = {
    rateLimit: given.rateLimit ?? undefined,
    allowCidrs: given.allowCidrs ?? undefined,
    scopes: given.scopes ?? undefined,
    expiresAt: given.expiresAt?.getTime(),
  };
  if (Object.values(policy).some((rule) => rule !== undefined)) return policy;
  throw new Refusal('INVALID_INPUT', 'policy: must name a rule: rateLimit, allowCidrs, scopes or expiresAt.');
}

async function findKeys(
  db: Db,
  { filter, keyIds }: { readonly filter: KeyFilter; readonly keyIds?: readonly string[] | undefined },
  span: { readonly since: Date; readonly now: Date },
): Promise<{ keys: readonly ReplayedKey[]; leftOut: boolean }> {
  const ids = keyIds === undefined ? undefined : [...new Set(keyIds)];
  if (ids !== undefined && ids.length > KEYS_MAX) {
    throw new Refusal('INVALID_INPUT', `keyIds: must be at most ${KEYS_MAX}.`);
  }
  const found = await findReplayedKeys(db, filter, { ids, ...span, countMax: KEYS_MAX + 1 });
  if (ids !== undefined && found.length < ids.length) {
    throw new Refusal('NOT_FOUND', 'keyIds: this workspace has no such key; list its keys for their ids.');
  }
  return { keys: found.slice(0, KEYS_MAX), leftOut: found.length > KEYS_MAX };
}

/** The decision of each rule: what a rule rejected is decided anew where the policy has another in its place. */
const DECISIONS: Readonly<Record<keyof Policy, DecisionCode>> = {
  rateLimit: 'RATE_LIMITED',
  allowCidrs: 'IP_NOT_ALLOWED',
  scopes: 'INSUFFICIENT_SCOPE',
  expiresAt: 'EXPIRED',
};

async function readTraffic(db: Db, span: TrafficSpan, key: ReplayedKey, policy: Policy): Promise<Traffic> {
  const replaced = Object.entries(DECISIONS)
    .filter(([rule]) => policy[rule as keyof Policy] !== undefined)
    .map(([, code]) => decisionMeasure(code));
  const { allowed, told } = policy.allowCidrs?.length
    ? await findAddresses(db, span, policy.allowCidrs)
    : { allowed: [], told: undefined };
  const { rows, addresses } = await findKeyTraffic(db, span, { chosen: replaced, allowed, told });
  const isOlder = (at: Date) => at < span.minutesFrom;
  const slots = rows.map(({ at, requests, letThrough, chosen }) => ({
    ...spanFrom(at, isOlder(at) ? HOUR_MS : MINUTE_MS),
    requests,
    letThrough,
    replaced: chosen,
  }));
  const letThrough = slots.reduce((sum, slot) => sum + slot.letThrough, 0);
  return {
    slots,
    addresses: addresses.map(({ at, allowed, unknown }) => ({
      ...spanFrom(at, isOlder(at) ? DAY_MS : MINUTE_MS),
      allowed,
      unknown,
    })),
    scopes: key.scopes,
    scopesChanged: key.scopesChanged,
    costsMore: policy.rateLimit !== undefined && (await sumQuotaUnits(db, span, QUOTA_UNITS)) > letThrough,
  };
}

/** The addresses that the key was used from, and those of them that a list allows. */
async function findAddresses(
  db: Db,
  span: TrafficSpan,
  cidrs: readonly string[],
): Promise<{ allowed: string[]; told: string[] }> {
  const addresses = await findKeyAddresses(db, span, ADDRESSES_MAX);
  const told = addresses.filter((address) => address !== OTHER);
  return { told, allowed: told.filter(createAllowList(cidrs)) };
}

function spanFrom(at: Date, lengthMs: number): { from: number; to: number } {
  return { from: at.getTime(), to: at.getTime() + lengthMs };
}

function totalOf(replays: readonly Replay[]): Replay {
  const sum = (count: (replay: Replay) => number) => replays.reduce((all, each) => all + count(each), 0);
  return {
    requests: sum(({ requests }) => requests),
    letThrough: sum(({ letThrough }) => letThrough),
    rejected: sumOf(replays.map(({ rejected }) => rejected)),
    why: [...new Set(replays.flatMap(({ why }) => why))].sort(),
  };
}
