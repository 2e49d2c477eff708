/** A seeded source of chance: the same text gives the same numbers. */
export interface Random {
  /** From 0 to 1, 1 left out. */
  readonly unit: () => number;
  readonly range: (from: number, to: number) => number;
  /** Evenly on a logarithmic scale. */
  readonly logRange: (from: number, to: number) => number;
  readonly int: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(values: readonly [T, ...T[]]) => T;
  readonly normal: () => number;
  readonly poisson: (mean: number) => number;
  readonly binomial: (count: number, probability: number) => number;
  /** Distinct values in so many draws from a pool. */
  readonly distinct: (draws: number, pool: number) => number;
}

export function createRandom(seed: string): Random {
  const unit = splitMix(seed);
  const range = (from: number, to: number) => from + (to - from) * unit();
  const int = (from: number, to: number) => Math.floor(range(from, to + 1));
  const chance = (probability: number) => unit() < probability;
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  const poisson = (mean: number) => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    if (!(mean > 0)) return 0;
    let [count, left] = [0, unit()];
    for (const limit = Math.exp(-mean); left > limit; count++) left *= unit();
    return count;
  };
  const binomial = (count: number, probability: number) => {
    if (count > 60) return Math.min(count, poisson(count * probability));
    let hits = 0;
    for (let at = 0; at < count; at++) if (chance(probability)) hits += 1;
    return hits;
  };
  const distinct = (draws: number, pool: number) => {
    if (draws <= 0 || pool <= 0) return 0;
    const unseen = (1 - 1 / pool) ** draws;
    const spread = Math.sqrt(Math.max(0, pool * unseen * (1 - unseen) - (draws / pool) * pool * unseen ** 2));
    return Math.max(1, Math.min(draws, pool, Math.round(pool * (1 - unseen) + spread * normal())));
  };
  return {
    unit,
    range,
    logRange: (from, to) => Math.exp(range(Math.log(from), Math.log(to))),
    int,
    chance,
    pick: (values) => values[int(0, values.length - 1)] ?? values[0],
    normal,
    poisson,
    binomial,
    distinct,
  };
}

/** SplitMix32, begun with the FNV-1a of the seed. */
function splitMix(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
