import { Gauge, type Registry } from 'prom-client';
import type { Outage } from '../counters/counters.ts';

/** Registers what there is to know of a Redis that is away. */
export function registerOutageMetrics(registry: Registry, outage: Outage): void {
  /** `ofGroup`: how the values of several processes become one. */
  const gauge = (name: string, help: string, read: () => number, ofGroup: 'sum' | 'max' = 'sum') => {
    const made: Gauge = new Gauge({
      name,
      help,
      aggregator: ofGroup,
      registers: [registry],
      collect: () => made.set(read()),
    });
  };
  gauge(
    'keywatch_redis_down',
    '1 while verification goes on without Redis, on a cluster also without one of its nodes.',
    () => (outage.isOn() ? 1 : 0),
    'max',
  );
  gauge('keywatch_counts_waiting', 'Decisions that wait in this process to be counted.', outage.waiting);
  gauge(
    'keywatch_counts_lost',
    'Decisions that found no room to wait, since the process began.',
    outage.lost,
  );
  gauge(
    'keywatch_verifiers',
    'Verifiers among whom limits are shared while Redis is away.',
    outage.verifiers,
    'max',
  );
}
