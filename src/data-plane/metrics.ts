import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { DecisionCode } from '../core/decision.ts';
import type { FailureCause } from './failures.ts';

/** What the data plane tells Prometheus. */
export interface DataPlaneMetrics {
  decided(code: DecisionCode): void;
  /** An attempt that opened nothing. */
  failed(cause: FailureCause): void;
  /** An attempt that was refused for its address' failures. */
  throttled(): void;
  recorded(accepted: number, rejected: number): void;
  /** Seconds from the arrival of a request to its answer. */
  answered(route: string, status: number, seconds: number): void;
}

/** How much this process remembers. */
export interface DataPlaneSizes {
  readonly records: () => number;
  readonly unknownKeys: () => number;
  readonly failingAddresses: () => number;
}

/** Registers the data plane's metrics. */
export function createDataPlaneMetrics(registry: Registry, sizes: DataPlaneSizes): DataPlaneMetrics {
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
  const failures = new Counter({
    name: 'keywatch_key_failures_total',
    help: 'Attempts to present a key that opened nothing, by cause.',
    labelNames: ['cause'],
    registers,
  });
  const throttled = new Counter({
    name: 'keywatch_key_failures_throttled_total',
    help: 'Attempts refused with 429 because their address failed too often.',
    registers,
  });
  gauge(registry, 'keywatch_key_records', 'Key records cached in this process.', sizes.records);
  gauge(registry, 'keywatch_unknown_keys', 'Secrets remembered for having no key.', sizes.unknownKeys);
  gauge(registry, 'keywatch_failing_addresses', 'Addresses remembered for failures.', sizes.failingAddresses);
  return {
    decided: (code) => decisions.inc({ code }),
    failed: (cause) => failures.inc({ cause }),
    throttled: () => throttled.inc(),
    recorded: (accepted, rejected) => {
      events.inc({ outcome: 'accepted' }, accepted);
      events.inc({ outcome: 'rejected' }, rejected);
    },
    answered: (route, status, seconds) => answers.observe({ route, status }, seconds),
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [registry], collect: () => made.set(read()) });
}
