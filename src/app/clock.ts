import { Gauge, type Registry } from 'prom-client';
import { type ClockSkew, compareClocks, isTooFarApart } from '../core/clock-skew.ts';
import { clockSkewed } from '../core/errors.ts';

/**
 * Makes the check that this process' clock agrees with Redis' one, and registers how far they are apart. The check rejects
 * with NotReady; while Redis does not answer nothing is known, and that is no failure of the clock.
 */
export function createClockCheck(deps: {
  redisMs: () => Promise<number>;
  now: () => number;
  registry: Registry;
}): () => Promise<void> {
  const measure = async (): Promise<ClockSkew | undefined> => {
    const before = deps.now();
    const redisMs = await deps.redisMs().catch(() => undefined);
    return redisMs === undefined ? undefined : compareClocks(before, redisMs, deps.now());
  };
  const gauge: Gauge = new Gauge({
    name: 'keywatch_clock_skew_seconds',
    help: "How far Redis' clock is ahead of this process'.",
    registers: [deps.registry],
    collect: async () => {
      const skew = await measure();
      if (skew === undefined) gauge.set(Number.NaN);
      else gauge.set(skew.aheadMs / 1_000);
    },
  });
  return async () => {
    const skew = await measure();
    if (skew !== undefined && isTooFarApart(skew)) throw clockSkewed(skew.aheadMs);
  };
}
