import type { Reading } from '../../../../src/core/detector/reading.ts';
import { DAY } from '../traffic.ts';
import { type Attack, type AttackKind, makeAttack } from './attacks.ts';
import { type Family, type Habits, makeHabits } from './families.ts';
import { createRandom, type Random } from './random.ts';

/** A reading in which everything was counted. */
export type FullReading = { readonly [Field in keyof Reading]-?: number };

/** A key with its habits and thefts; `next` gives its minutes, counted from 0, one after the other. */
export interface SimulatedKey {
  readonly habits: Habits;
  readonly attacks: readonly Attack[];
  readonly next: () => FullReading;
}

/** Makes up a key of a family with at most one theft of a kind, which comes after the days of learning. */
export function simulateKey(
  seed: string,
  {
    family,
    attack,
    days,
    learningDays,
  }: {
    readonly family: Family;
    readonly attack: AttackKind | undefined;
    readonly days: number;
    readonly learningDays: number;
  },
): SimulatedKey {
  const random = createRandom(seed);
  const habits = makeHabits(family, days, random);
  const span = { from: learningDays * DAY + 120, to: days * DAY - 120 };
  const made = attack === undefined ? undefined : makeAttack(attack, habits, span, random);
  const attacks = made === undefined || isDuringStretch(habits, made) ? [] : [made];
  return { habits, attacks, next: sampler(habits, attacks, random) };
}

function isDuringStretch({ stretches }: Habits, { start, end }: Attack): boolean {
  return stretches.some(({ from, to, factor }) => factor > 1 && from - 180 < end && to + 180 > start);
}

function sampler(habits: Habits, attacks: readonly Attack[], random: Random): () => FullReading {
  const { rate, noise, noiseMinutes, zoneMinutes, pool, churnPerDay, errorShare, stretches } = habits;
  const kept = Math.exp(-1 / noiseMinutes);
  let [drift, today, minute] = [0, 1, -1];
  return () => {
    minute += 1;
    if (minute % DAY === 0) today = Math.exp(0.1 * random.normal());
    drift = kept * drift + Math.sqrt(1 - kept ** 2) * noise * random.normal();
    const now = stretches.filter(({ from, to }) => minute >= from && minute < to);
    const factor = now.reduce(
      (product, stretch) => product * stretch.factor,
      today * Math.exp(drift - noise ** 2 / 2),
    );
    const sources = now.reduce((sum, stretch) => sum + stretch.sources, pool);
    const mean = rate * habits.shapeAt(minute + zoneMinutes + DAY) * factor + habits.extraAt(minute);
    const requests = random.poisson(mean);
    const distinctIps = random.distinct(requests, sources);
    const moved = now.some(({ from, sources: more }) => from === minute && more > 0);
    const own: FullReading = {
      minute,
      requests,
      errors: random.binomial(requests, errorShare),
      distinctIps,
      newIps: Math.min(
        distinctIps,
        random.poisson((churnPerDay / DAY) * Math.min(5, mean / rate)) +
          (moved && random.chance(0.5) ? 1 : 0),
      ),
      newUserAgents: random.chance(0.2 / DAY) ? 1 : 0,
      topIpRequests: topOf(requests, distinctIps, random),
      deniedScope: random.chance(0.002) ? random.int(1, 2) : 0,
      deniedAddress: 0,
      dead: 0,
    };
    return attacks.reduce((reading, attack) => attacked(reading, attack, random), own);
  };
}

function topOf(requests: number, sources: number, random: Random): number {
  if (sources <= 1) return requests;
  const fair = requests / sources;
  return Math.min(
    requests - sources + 1,
    Math.ceil(fair + 1.5 * Math.sqrt(fair) * (1 + 0.3 * random.unit())),
  );
}

function attacked(own: FullReading, attack: Attack, random: Random): FullReading {
  const { kind, start, end, rate, ips } = attack;
  if (own.minute < start || own.minute >= end) return own;
  const since = own.minute - start;
  const step = Math.floor(since / 5);
  const share = kind === 'ramp' ? Math.min(1, 0.15 * (1 + step) + 0.05 * step ** 2) : 1;
  const requests = random.poisson(rate * share);
  const sources = random.distinct(requests, ips);
  const errors = random.binomial(requests, attack.errorShare);
  const failed = kind === 'error_rate' ? random.binomial(own.requests, attack.errorShare) : 0;
  return {
    ...own,
    requests: own.requests + requests,
    errors: Math.max(own.errors, failed) + errors,
    distinctIps: own.distinctIps + sources,
    newIps: own.newIps + (ips > 100 ? sources : since < 3 && requests > 0 ? sources : 0),
    newUserAgents: own.newUserAgents + (attack.newAgent && requests > 0 && since < 3 ? 1 : 0),
    topIpRequests: Math.max(own.topIpRequests, Math.ceil(requests / Math.max(1, sources))),
    deniedScope: own.deniedScope + (kind === 'probe' ? requests : 0),
  };
}
