import type { RateLimit } from '../key/record.ts';
import { expandScopes } from '../scope.ts';
import { type Bounds, exactly, isExact, NONE, sumOf, unionOf } from './bounds.ts';
import { type Arrivals, boundLimit, type LimitedSpan } from './window-bounds.ts';

/** Rules that a key might have; what is left out stays as it is. */
export interface Policy {
  readonly rateLimit?: RateLimit | undefined;
  /** Addresses and ranges (core/cidr.ts); none: all addresses. */
  readonly allowCidrs?: readonly string[] | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** Unix milliseconds. */
  readonly expiresAt?: number | undefined;
}

/** What is stored of a key's requests in a minute or an hour. Times are Unix milliseconds, the end not in it. */
export interface TrafficSlot {
  readonly from: number;
  readonly to: number;
  /** All of them. */
  readonly requests: number;
  readonly letThrough: number;
  /** Those that were rejected by rules which the policy replaces. */
  readonly replaced: number;
}

/** What is stored of the addresses of a key's requests in a minute or a day. */
export interface AddressSlot {
  readonly from: number;
  readonly to: number;
  /** Requests from addresses that the policy allows, be they let through or not. */
  readonly allowed: number;
  /** Requests whose address is stored as `other`. */
  readonly unknown: number;
}

/** All that is stored of a key for a replay; slots are sorted by time. */
export interface Traffic {
  readonly slots: readonly TrafficSlot[];
  readonly addresses: readonly AddressSlot[];
  /** What the key may do now, and whether it might do something else within the span. */
  readonly scopes: readonly string[];
  readonly scopesChanged: boolean;
  /** Some requests are known to have cost more than 1. */
  readonly costsMore: boolean;
}

/** Why the number of rejected requests is not known exactly. */
export type Inexactness =
  | 'ORDER_NOT_STORED'
  | 'STORED_BY_HOUR'
  | 'ADDRESSES_NOT_STORED'
  | 'ADDRESSES_APART'
  | 'SCOPES_NOT_STORED'
  | 'COSTS_NOT_STORED';

/** What a policy would have done to the requests of a key. */
export interface Replay {
  readonly requests: number;
  readonly letThrough: number;
  /** How many of those let through the policy would have rejected. */
  readonly rejected: Bounds;
  /** Empty where both bounds are the same. */
  readonly why: readonly Inexactness[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Judges stored requests by rules that a key might have had. Only what these rules say is looked at: what others rejected
 * stays rejected, and what they let through they let through. Each request is taken to cost 1. What is stored leaves open
 * which request was which; the bounds hold for whatever it leaves open.
 */
export function replayPolicy(policy: Policy, traffic: Traffic): Replay {
  const letThrough = sum(traffic.slots, (slot) => slot.letThrough);
  const requests = sum(traffic.slots, (slot) => slot.requests);
  const why = new Set<Inexactness>();
  const byAddress = addressBounds(policy, traffic, why);
  const byScope = scopeBounds(policy, traffic, why);
  const judged = traffic.slots.map((slot) => {
    const expired = expiryBounds(policy, slot, why);
    const refused = byScope ? { atLeast: 0, atMost: slot.letThrough } : NONE;
    const elsewhere = unionOf(slot.letThrough, [expired, refused]);
    return { slot, elsewhere, all: unionOf(slot.letThrough, [elsewhere, byAddress.of(slot)]) };
  });
  const spans = limitedSpans(policy, judged, why);
  const limited = sumOf(spans.map(({ rejected }) => rejected));
  // What is known of addresses by the day says more of the whole than of its hours.
  const elsewhere = sum(judged, (each) => each.elsewhere.atMost) + sum(spans, (each) => each.byLimitAtMost);
  const rejected = {
    atLeast: Math.max(limited.atLeast, byAddress.total.atLeast),
    atMost: Math.min(letThrough, limited.atMost, byAddress.total.atMost + elsewhere),
  };
  if (policy.rateLimit !== undefined && traffic.costsMore) {
    why.add('COSTS_NOT_STORED');
    return answer({ requests, letThrough, rejected: { ...rejected, atMost: letThrough } }, why);
  }
  return answer({ requests, letThrough, rejected }, why);
}

function answer(replay: Omit<Replay, 'why'>, why: ReadonlySet<Inexactness>): Replay {
  return { ...replay, why: isExact(replay.rejected) ? [] : [...why].sort() };
}

function expiryBounds({ expiresAt }: Policy, slot: TrafficSlot, why: Set<Inexactness>): Bounds {
  if (expiresAt === undefined || expiresAt >= slot.to) return NONE;
  if (expiresAt <= slot.from || slot.letThrough === 0) return exactly(slot.letThrough);
  why.add(precisionOf(slot));
  return { atLeast: 0, atMost: slot.letThrough };
}

function precisionOf({ from, to }: { readonly from: number; readonly to: number }): Inexactness {
  return to - from > MINUTE_MS ? 'STORED_BY_HOUR' : 'ORDER_NOT_STORED';
}

/** Whether it is open what requests asked for that the new scopes may not cover. */
function scopeBounds({ scopes }: Policy, traffic: Traffic, why: Set<Inexactness>): boolean {
  if (scopes === undefined || expandScopes(scopes).has('*')) return false;
  if (!traffic.scopesChanged && traffic.scopes.every((scope) => scopes.includes(scope))) return false;
  why.add('SCOPES_NOT_STORED');
  return true;
}

/** Bounds what a list of addresses rejects, of each slot of requests and in all. */
function addressBounds(
  { allowCidrs }: Policy,
  { slots, addresses }: Traffic,
  why: Set<Inexactness>,
): { of(slot: TrafficSlot): Bounds; total: Bounds } {
  if (allowCidrs === undefined || allowCidrs.length === 0) return { of: () => NONE, total: NONE };
  const blockedOf = new Map<TrafficSlot, Bounds>();
  const totals: Bounds[] = [];
  for (const [seen, group] of slotsOf(slots, addresses)) {
    const requests = sum(group, (slot) => slot.requests);
    const blockedIn = (letThrough: number) => blockedAmong(letThrough, requests, seen);
    const total = blockedIn(sum(group, (slot) => slot.letThrough));
    totals.push(total);
    for (const slot of group) {
      const blocked = blockedIn(slot.letThrough);
      blockedOf.set(slot, blocked);
      if (!isExact(blocked)) why.add(seen.unknown > 0 ? 'ADDRESSES_NOT_STORED' : 'ADDRESSES_APART');
    }
  }
  return { of: (slot) => blockedOf.get(slot) ?? NONE, total: sumOf(totals) };
}

/** The slots of requests that each slot of addresses stands for. */
function slotsOf(
  slots: readonly TrafficSlot[],
  addresses: readonly AddressSlot[],
): Map<Omit<AddressSlot, 'from' | 'to'>, TrafficSlot[]> {
  const known = new Map<number, AddressSlot>();
  for (const each of addresses) {
    const step = each.to - each.from > MINUTE_MS ? HOUR_MS : MINUTE_MS;
    for (let at = each.from; at < each.to; at += step) known.set(at, each);
  }
  return Map.groupBy(slots, ({ from }) => known.get(from) ?? { allowed: 0, unknown: 0 });
}

/**
 * How many of those let through had an address that is not allowed, where they are some of so many requests. One without
 * an address is rejected by any list.
 */
function blockedAmong(
  letThrough: number,
  requests: number,
  { allowed, unknown }: Omit<AddressSlot, 'from' | 'to'>,
): Bounds {
  const blocked = Math.max(0, requests - allowed - unknown);
  return {
    atLeast: Math.max(0, blocked - (requests - letThrough)),
    atMost: Math.min(letThrough, blocked + unknown),
  };
}

interface Judged {
  readonly slot: TrafficSlot;
  /** What the rules on expiry and scopes reject of it. */
  readonly elsewhere: Bounds;
  /** What all rules but the limit reject of it. */
  readonly all: Bounds;
}

function limitedSpans(
  { rateLimit }: Policy,
  judged: readonly Judged[],
  why: Set<Inexactness>,
): LimitedSpan[] {
  if (rateLimit === undefined) {
    return judged.map(({ slot, all }) => ({ ...spanOf(slot), rejected: all, byLimitAtMost: 0 }));
  }
  const arrivals = judged.map(({ slot, all }): Arrivals => {
    const { from, to, letThrough, replaced } = slot;
    return { from, to, letThrough, rejectedBefore: all, others: replaced };
  });
  const spans = boundLimit(arrivals, rateLimit);
  const byMinute = arrivals.find(({ from, to }) => to - from <= MINUTE_MS)?.from ?? Number.POSITIVE_INFINITY;
  for (const { rejected, from } of spans) {
    if (!isExact(rejected)) why.add(from < byMinute ? 'STORED_BY_HOUR' : 'ORDER_NOT_STORED');
  }
  return spans;
}

function spanOf({ from, to }: TrafficSlot): { from: number; to: number } {
  return { from, to };
}

function sum<Entry>(entries: readonly Entry[], count: (entry: Entry) => number): number {
  return entries.reduce((total, entry) => total + count(entry), 0);
}
