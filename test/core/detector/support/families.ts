import { DAY, HOUR } from '../traffic.ts';
import type { Random } from './random.ts';

/** Ways in which keys are used; each is one that a detector easily takes for a theft. */
export const FAMILIES = [
  'steady',
  'office',
  'weekly_batch',
  'client_pool',
  'deployments',
  'zone_shift',
  'holidays',
  'growing',
  'bursty_human',
  'odd_cron',
] as const;

export type Family = (typeof FAMILIES)[number];

/** A stretch of minutes, from the start of the simulation on, in which a key does something harmless. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly factor: number;
  readonly sources: number;
}

/** How a key is used. Rates are requests per minute in its busy hours. */
export interface Habits {
  readonly family: Family;
  readonly rate: number;
  readonly zoneMinutes: number;
  readonly noise: number;
  readonly noiseMinutes: number;
  readonly pool: number;
  /** New addresses a day, of those that were never seen before. */
  readonly churnPerDay: number;
  readonly errorShare: number;
  readonly stretches: readonly Stretch[];
  /** The relative rate at a minute; about 1 in busy hours. */
  readonly shapeAt: (minute: number) => number;
  /** Requests beside those, as of batches. */
  readonly extraAt: (minute: number) => number;
}

/** Makes up the habits of a key of a family for so many days. */
export function makeHabits(family: Family, days: number, random: Random): Habits {
  const isPool = family === 'client_pool' || (family === 'growing' && random.chance(0.3));
  const rate = family === 'bursty_human' ? random.logRange(0.1, 1) : random.logRange(2, 300);
  const pool = isPool ? Math.round(random.logRange(100, 5_000)) : random.pick([1, 1, 1, 2, 2, 3, 4, 6, 10]);
  return {
    family,
    rate,
    zoneMinutes: random.int(-11, 12) * HOUR,
    noise: random.range(0.1, 0.3),
    noiseMinutes: random.logRange(5, 60),
    pool,
    churnPerDay: isPool ? pool * random.range(0.01, 0.1) : 0.05,
    errorShare: random.logRange(0.001, 0.03),
    stretches: makeStretches(family, days, random),
    shapeAt: makeShape(family, days, random),
    extraAt: makeExtra(family, rate, random),
  };
}

function makeStretches(family: Family, days: number, random: Random): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (
    perDay: number,
    lengths: readonly [number, number],
    factor: () => number,
    sources: () => number,
  ) => {
    for (let day = 1; day < days; day++) {
      if (!random.chance(perDay)) continue;
      const from = day * DAY + random.int(0, DAY - 1);
      stretches.push({ from, to: from + random.int(...lengths), factor: factor(), sources: sources() });
    }
  };
  add(
    0.03,
    [30, 500],
    () => 1,
    () => 1,
  );
  if (family === 'deployments') {
    add(
      0.15,
      [60, 300],
      () => random.range(2, 3.3),
      () => (random.chance(0.4) ? random.int(1, 3) : 0),
    );
  }
  return stretches;
}

function makeShape(family: Family, days: number, random: Random): Habits['shapeAt'] {
  if (family === 'steady' || family === 'odd_cron' || family === 'weekly_batch') return () => 1;
  if (family === 'bursty_human') return makeSessions(random);
  const office = makeOffice(random);
  if (family === 'client_pool') {
    const [peak, depth] = [random.range(17, 22), random.range(0.5, 0.9)];
    return (minute) => 1 - depth / 2 + (depth / 2) * Math.cos((2 * Math.PI * (minute / HOUR - peak)) / 24);
  }
  if (family === 'zone_shift') {
    const [day, shift] = [random.int(7, days - 5) * DAY, random.pick([-8, -3, -1, 1, 2, 6]) * HOUR];
    return (minute) => office(minute < day ? minute : minute + shift);
  }
  if (family === 'holidays') {
    const off = new Set(Array.from({ length: random.int(2, 5) }, () => random.int(5, days)));
    return (minute) => (off.has(Math.floor(minute / DAY)) ? 0.02 : office(minute));
  }
  if (family === 'growing') {
    const perDay = 1 + random.range(0.01, 0.05);
    const shape = random.chance(0.5) ? office : () => 1;
    return (minute) => shape(minute) * perDay ** (minute / DAY - days / 2);
  }
  return office;
}

function makeOffice(random: Random): Habits['shapeAt'] {
  const [from, to, night, weekend] = [
    random.range(7, 9.5),
    random.range(16, 19),
    random.range(0, 0.08),
    random.range(0, 0.3),
  ];
  const edge = random.range(0.3, 1);
  return (minute) => {
    const hour = (minute % DAY) / HOUR;
    const open = 1 / (1 + Math.exp(-(hour - from) / edge)) - 1 / (1 + Math.exp(-(hour - to) / edge));
    return night + (Math.floor(minute / DAY) % 7 >= 5 ? weekend : 1) * open;
  };
}

/** Somebody who works at it now and then: minutes of many requests between hours of none. */
function makeSessions(random: Random): Habits['shapeAt'] {
  const office = makeOffice(random);
  const perMinute = 1 / random.logRange(60, 400);
  let [left, strength] = [0, 0];
  return (minute) => {
    if (left <= 0 && random.chance(perMinute * office(minute))) {
      [left, strength] = [random.int(3, 40), random.logRange(2, 20)];
    }
    left -= 1;
    return left > 0 ? strength : 0.05;
  };
}

function makeExtra(family: Family, rate: number, random: Random): Habits['extraAt'] {
  if (family === 'weekly_batch') {
    const [at, length] = [random.int(0, 7 * DAY - 200), random.int(20, 180)];
    const size = rate * random.range(8, 25);
    return (minute) => (minute % (7 * DAY) >= at && minute % (7 * DAY) < at + length ? size : 0);
  }
  if (family !== 'odd_cron') return () => 0;
  const period = random.pick([7, 13, 25, 37, 95, 180, 300, 1_440]);
  const [offset, length, jitter] = [random.int(0, period - 1), random.int(1, 4), random.pick([0, 0, 3, 8])];
  const size = random.logRange(30, 1_000);
  let [slot, begin] = [-1, 0];
  return (minute) => {
    const now = Math.floor((minute - offset) / period);
    if (now !== slot)
      [slot, begin] = [now, now * period + offset + random.int(0, Math.min(jitter, period - length))];
    return minute >= begin && minute < begin + length ? size : 0;
  };
}
