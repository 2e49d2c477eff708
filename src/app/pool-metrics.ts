import { Gauge, type Registry } from 'prom-client';
import type { Storage } from '../storage/client.ts';

/** Registers how many connections to Postgres this process has. */
export function registerPoolMetrics(registry: Registry, storage: Pick<Storage, 'connections'>): void {
  const gauge: Gauge<'state'> = new Gauge({
    name: 'keywatch_postgres_connections',
    help: 'Connections to Postgres that are open and idle, and statements that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      for (const [state, count] of Object.entries(storage.connections())) gauge.set({ state }, count);
    },
  });
}
