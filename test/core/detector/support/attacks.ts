import { DAY, HOUR } from '../traffic.ts';
import type { Habits } from './families.ts';
import type { Random } from './random.ts';

/** What a thief does; `thin` adds too little for its volume to tell. */
export const ATTACK_KINDS = [
  'spike',
  'ramp',
  'exfil',
  'thin',
  'off_hours',
  'error_rate',
  'fan_out',
  'probe',
] as const;

export type AttackKind = (typeof ATTACK_KINDS)[number];

/** A theft over minutes [start, end) from the start of the simulation on. */
export interface Attack {
  readonly kind: AttackKind;
  readonly start: number;
  readonly end: number;
  /** Requests per minute beside the owner's. */
  readonly rate: number;
  readonly ips: number;
  /** Whether the thief's program names itself as nobody did before. */
  readonly newAgent: boolean;
  readonly errorShare: number;
}

/** Makes up at most one theft of a kind, within some minutes; undefined where the key has no traffic that it would fit. */
export function makeAttack(
  kind: AttackKind,
  habits: Habits,
  span: { readonly from: number; readonly to: number },
  random: Random,
): Attack | undefined {
  const mean = meanRate(habits);
  const length = lengthOf(kind, random);
  const start = startOf(kind, habits, { ...span, to: span.to - length }, random);
  if (start === undefined || start < span.from) return undefined;
  const about = {
    kind,
    start,
    end: start + length,
    ips: random.int(1, 2),
    newAgent: random.chance(0.8),
    errorShare: random.range(0.01, 0.06),
  };
  const rate = RATES[kind]({ habits, mean, busy: Math.max(habits.rate, mean, 1.5), random });
  if (rate === undefined) return undefined;
  return { ...about, rate, ...differing(kind, random) };
}

interface Booty {
  readonly habits: Habits;
  readonly mean: number;
  readonly busy: number;
  readonly random: Random;
}

/** Requests per minute beside the owner's; undefined where a key has no traffic that a kind would fit. */
const RATES: Readonly<Record<AttackKind, (booty: Booty) => number | undefined>> = {
  spike: ({ busy, random }) => random.range(8, 15) * busy,
  ramp: ({ busy, random }) => random.range(9, 15) * busy,
  exfil: ({ habits, mean, random }) => (isSteady(habits, mean) ? random.range(0.4, 0.7) * mean : undefined),
  thin: ({ habits, mean, random }) => (isSteady(habits, mean) ? random.range(0.15, 0.3) * mean : undefined),
  off_hours: ({ habits, random }) => (habits.rate < 2 ? undefined : random.range(0.5, 1) * habits.rate),
  error_rate: ({ mean }) => (mean < 2 ? undefined : 0),
  fan_out: ({ habits, mean, random }) =>
    habits.pool > 40 ? undefined : Math.max(random.range(10, 25), mean / 2),
  probe: ({ random }) => random.range(2, 10),
};

function differing(kind: AttackKind, random: Random): Partial<Attack> {
  if (kind === 'error_rate') return { errorShare: random.range(0.2, 0.5) };
  if (kind === 'probe') return { errorShare: 1 };
  return kind === 'fan_out' ? { ips: 3_000 } : {};
}

function meanRate(habits: Habits): number {
  let sum = 0;
  let count = 0;
  for (let minute = 0; minute < 7 * DAY; minute += 7) {
    sum += habits.rate * habits.shapeAt(minute) + habits.extraAt(minute);
    count += 1;
  }
  return sum / count;
}

function isSteady({ family }: Habits, mean: number): boolean {
  return mean >= 2 && family !== 'odd_cron' && family !== 'weekly_batch' && family !== 'bursty_human';
}

function lengthOf(kind: AttackKind, random: Random): number {
  if (kind === 'exfil' || kind === 'thin') return random.int(12, 48) * HOUR;
  return kind === 'off_hours' || kind === 'fan_out' ? random.int(30, 180) : random.int(15, 90);
}

function startOf(
  kind: AttackKind,
  { family, shapeAt, zoneMinutes }: Habits,
  { from, to }: { readonly from: number; readonly to: number },
  random: Random,
): number | undefined {
  const isOffice = family === 'office' || family === 'holidays' || family === 'deployments';
  if (kind === 'off_hours' && !isOffice) return undefined;
  for (let tried = 0; tried < 30; tried++) {
    const start = random.int(from, to);
    const share = family === 'bursty_human' ? 1 : shapeAt(start + zoneMinutes);
    if (kind === 'off_hours' ? share < 0.1 && shapeAt(start + zoneMinutes + HOUR) < 0.1 : true) {
      if (kind !== 'error_rate' || share > 0.5) return start;
    }
  }
  return undefined;
}
