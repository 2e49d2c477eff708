import { Counter, Gauge, type Registry } from 'prom-client';
import type { DecisionCode } from '../core/decision.ts';
import { createAnswerTimes, type NoteAnswer } from './answer-times.ts';
import type { FailureCause } from './failures.ts';

/** What the data plane tells Prometheus. */
export interface DataPlaneMetrics {
  decided(code: DecisionCode): void;
  /** An attempt that opened nothing. */
  failed(cause: FailureCause): void;
  /** An attempt that was refused for its address' failures. */
  throttled(): void;
  recorded(accepted: number, rejected: number): void;
  /** Key records were read from the database, because they were not in memory or old. */
  loaded(records: number): void;
  readonly answered: NoteAnswer;
}

/** How much this process remembers. */
export interface DataPlaneSizes {
  readonly records: () => number;
  readonly unknownKeys: () => number;
  readonly failingAddresses: () => number;
  /** Script calls that decided, and the verifications in them. */
  readonly batches: { readonly calls: number; readonly entries: number };
}

/** Registers the data plane's metrics. */
export function createDataPlaneMetrics(registry: Registry, sizes: DataPlaneSizes): DataPlaneMetrics {
  const registers = [registry];
  const decisions = createDecisions(registry);
  const events = new Counter({
    name: 'keywatch_usage_events_total',
    help: 'Usage events by outcome.',
    labelNames: ['outcome'],
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
  const loads = new Counter({
    name: 'keywatch_key_record_loads_total',
    help: 'Key records read from Postgres, because they were not in memory or too old.',
    registers,
  });
  const total = (name: string, help: string, read: () => number) => {
    const counter: Counter = new Counter({
      name,
      help,
      registers,
      collect: () => {
        counter.reset();
        counter.inc(read());
      },
    });
  };
  const { batches } = sizes;
  total('keywatch_decide_calls_total', 'Script calls that decided verifications.', () => batches.calls);
  total(
    'keywatch_decide_entries_total',
    'Verifications in these calls; one on an old record is asked about again.',
    () => batches.entries,
  );
  gauge(registry, 'keywatch_key_records', 'Key records cached in this process.', sizes.records);
  gauge(registry, 'keywatch_unknown_keys', 'Secrets remembered for having no key.', sizes.unknownKeys);
  gauge(registry, 'keywatch_failing_addresses', 'Addresses remembered for failures.', sizes.failingAddresses);
  return {
    decided: decisions,
    failed: (cause) => failures.inc({ cause }),
    throttled: () => throttled.inc(),
    recorded: (accepted, rejected) => {
      events.inc({ outcome: 'accepted' }, accepted);
      events.inc({ outcome: 'rejected' }, rejected);
    },
    loaded: (records) => loads.inc(records),
    answered: createAnswerTimes(registry),
  };
}

/** A counter that is told of decisions when it is read: one call of `inc` a decision is felt. */
function createDecisions(registry: Registry): (code: DecisionCode) => void {
  const untold = new Map<DecisionCode, number>();
  const counter: Counter<'code'> = new Counter({
    name: 'keywatch_decisions_total',
    help: 'Verifications by decision.',
    labelNames: ['code'],
    registers: [registry],
    collect: () => {
      for (const [code, count] of untold) counter.inc({ code }, count);
      untold.clear();
    },
  });
  return (code) => void untold.set(code, (untold.get(code) ?? 0) + 1);
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [registry], collect: () => made.set(read()) });
}
