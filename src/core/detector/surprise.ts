/**
 * -log10 of the probability that a negative-binomial count with this mean and dispersion `r` (variance m + m²/r) reaches
 * `count`; 0 where the count is no more than the mean. The leading term of the saddle-point approximation.
 */
export function surprise(count: number, mean: number, r: number): number {
  if (count <= mean) return 0;
  const m = Math.max(mean, 1e-6);
  const exact = count * Math.log(count / m) - (count + r) * Math.log((count + r) / (m + r));
  const deviance = Math.max(0, exact);
  return (deviance + 0.5 * Math.log(1 + 4 * Math.PI * deviance)) * Math.LOG10E;
}

const SHARE_MIN = 0.002;
const SHARE_MAX = 0.999;

/** Kullback–Leibler divergence of an observed share above the usual one, in nats a request; 0 where it is not above. */
export function shareDivergence(observed: number, usual: number): number {
  const p = Math.min(SHARE_MAX, Math.max(SHARE_MIN, usual));
  const q = Math.min(1, observed);
  if (q <= p) return 0;
  return q * Math.log(q / p) + (q < 1 ? (1 - q) * Math.log((1 - q) / (1 - p)) : 0);
}
