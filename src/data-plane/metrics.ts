import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { DecisionCode } from '../core/decision.ts';

/** What the data plane tells Prometheus. */
export interface DataPlaneMetrics {
  decided(code: DecisionCode): void;
  recorded(accepted: number, rejected: number): void;
  /** Seconds from the arrival of a request to its answer. */
  answered(route: string, status: number, seconds: number): void;
}

/** Registers the data plane's metrics. */
export function createDataPlaneMetrics(registry: Registry, recordsCached: () => number): DataPlaneMetrics {
  const registers = [registry];
  const decisions = new Counter({
    name: 'keywatch_decisions_total',
    help: 'Verifications by decision.',
    labelNames: ['code'],
    registers,
  });
  const events = new Counter({
    name: 'keywatch_usage_events_total',
    help: 'Usage events by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const answers = new Histogram({
    name: 'keywatch_http_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const records: Gauge = new Gauge({
    name: 'keywatch_key_records',
    help: 'Key records cached in this process.',
    registers,
    collect: () => records.set(recordsCached()),
  });
  return {
    decided: (code) => decisions.inc({ code }),
    recorded: (accepted, rejected) => {
      events.inc({ outcome: 'accepted' }, accepted);
      events.inc({ outcome: 'rejected' }, rejected);
    },
    answered: (route, status, seconds) => answers.observe({ route, status }, seconds),
  };
}
