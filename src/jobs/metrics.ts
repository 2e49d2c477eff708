import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Measurement } from './deps.ts';

/** What each measurement is called in Prometheus, and what it means. */
const GAUGES = {
  rollUpLagSeconds: [
    'keywatch_roll_up_lag_seconds',
    'Age of the newest instant up to which all counts are in Postgres.',
  ],
} as const satisfies Partial<Record<Measurement, readonly [string, string]>>;

const COUNTERS = {
  rolledUpCells: ['keywatch_rolled_up_cells_total', 'Cells written to Postgres.'],
  unreadableCells: ['keywatch_unreadable_cells_total', 'Fields in Redis that are no cells.'],
  scoredReadings: ['keywatch_scored_readings_total', 'Readings that the detector scored.'],
  skippedMinutes: [
    'keywatch_skipped_minutes_total',
    'Closed minutes that were scored too late for alerts, because the detector was away.',
  ],
  openedAlerts: ['keywatch_opened_alerts_total', 'Alerts opened.'],
  deliveryAttempts: ['keywatch_delivery_attempts_total', 'Attempts to deliver a webhook.'],
  fallbackRuns: ['keywatch_fallback_runs_total', 'Tasks run by the timer because the schedule stood still.'],
} as const satisfies Record<Exclude<Measurement, keyof typeof GAUGES>, readonly [string, string]>;

/** Registers the jobs' metrics and returns what notes a measurement. */
export function createJobMetrics(registry: Registry): (name: Measurement, value: number) => void {
  const registers = [registry];
  const note = new Map<string, (value: number) => void>();
  for (const [measurement, [name, help]] of Object.entries(GAUGES)) {
    const gauge = new Gauge({ name, help, registers });
    note.set(measurement, (value) => gauge.set(value));
  }
  for (const [measurement, [name, help]] of Object.entries(COUNTERS)) {
    const counter = new Counter({ name, help, registers });
    note.set(measurement, (value) => counter.inc(value));
  }
  const batches = new Histogram({
    name: 'keywatch_roll_up_batch_cells',
    help: 'Cells per transaction of the roll-up.',
    buckets: [10, 100, 1_000, 2_000, 5_000, 10_000, 20_000],
    registers,
  });
  const countCells = note.get('rolledUpCells');
  note.set('rolledUpCells', (cells) => {
    countCells?.(cells);
    batches.observe(cells);
  });
  return (name, value) => note.get(name)?.(value);
}
