import { quantile, round } from '../bench/statistics.ts';
import { localShare } from '../src/core/local-share.ts';
import type { Judge } from './judge.ts';
import type { OutageTally } from './outage-tally.ts';
import type { Outages } from './outages.ts';
import type { Verdict } from './verdict.ts';

const ANSWERED_SHARE_MIN = 0.999;
const P99_MS_MAX = 50;

/** Says what a run came to. Each verifier may let through its share of a limit beyond it. */
export function judgeOutages(run: {
  tally: OutageTally;
  judge: Judge;
  outages: Outages;
  revoked: { done: number; pending: number };
  requestsPerSecond: number;
  /** How late the load itself was: a machine that is busy otherwise shows here. */
  loadLagP99Ms: number;
  counted: ReadonlyMap<string, number>;
  verifiers: number;
  limit: number;
}): Verdict {
  const { tally, counted } = run;
  const { up, down } = tally.latenciesMs;
  const latenciesMs = [...up, ...down];
  const attempted = sum(tally.attempted);
  const acknowledged = sum(tally.acknowledged);
  const wrongKeys = [...tally.attempted].filter(([keyId, times]) => {
    const n = counted.get(keyId) ?? 0;
    return n < (tally.acknowledged.get(keyId) ?? 0) || n > times;
  });
  const figures = {
    answeredShare: Math.floor((acknowledged / attempted) * 1e6) / 1e6,
    p50Ms: round(quantile(latenciesMs, 0.5)),
    p99Ms: round(quantile(latenciesMs, 0.99)),
    p99UpMs: round(quantile(up, 0.99)),
    p99DownMs: round(quantile(down, 0.99)),
    maxMs: round(latenciesMs.reduce((most, ms) => Math.max(most, ms), 0)),
    counted: sum(counted),
    acknowledged,
    attempted,
    wrongKeys: wrongKeys.length,
    limitExcess: Math.max(0, tally.validInWindowMax() - run.limit),
    limitExcessAllowed: run.verifiers * localShare(run.limit, run.verifiers),
    revocationsDone: run.revoked.done,
    revocationsPending: run.revoked.pending,
    ...run.judge.counts,
    killed: run.outages.killed,
    hung: run.outages.hung,
    downShare: round(run.outages.downShare),
    loadLagP99Ms: round(run.loadLagP99Ms),
    requestsPerSecond: Math.round(run.requestsPerSecond),
    verifiers: run.verifiers,
  };
  return { figures, held: holds(figures) };
}

function holds(
  figures: Readonly<Record<string, number>> & { p99Ms: number; answeredShare: number },
): boolean {
  const { acknowledged = 0, attempted = 0, counted = 0, limitExcess = 0, limitExcessAllowed = 0 } = figures;
  const counts = acknowledged <= counted && counted <= attempted && figures.wrongKeys === 0;
  const answers = figures.answeredShare >= ANSWERED_SHARE_MIN && figures.p99Ms <= P99_MS_MAX;
  return (
    counts &&
    answers &&
    limitExcess <= limitExcessAllowed &&
    figures.acceptedAfterAnswer === 0 &&
    acknowledged > 0
  );
}

/** Adds up counts. */
export function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, n) => total + n, 0);
}
