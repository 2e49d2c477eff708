import type { Telemetry } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';

/** Makes spans of jobs that are added and run, for the registered tracer provider. */
export function traceJobs(): Telemetry {
  return new BullMQOtel({ tracerName: 'keywatch' });
}
