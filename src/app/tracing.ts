import type { Config } from '../config.ts';
import type { Trace } from '../core/trace.ts';
import type { WorkerDeps } from '../jobs/worker.ts';

/** Traces that go to an OpenTelemetry collector. */
export interface Tracing {
  readonly trace: Trace;
  /** The same for verifications, of which few are traced. */
  readonly traceVerification: <T>(work: () => Promise<T>) => Promise<T>;
  readonly jobs: NonNullable<WorkerDeps['telemetry']>;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** How long the last spans may take. */
const STOP_MS = 5_000;

/**
 * Starts tracing where a collector is configured, before anything that is to be traced; else nothing is loaded. What the
 * collector does not take is dropped.
 */
export async function startTracing(
  config: Pick<Config, 'otlpEndpoint' | 'serviceName' | 'tracedShare' | 'tracedVerifications'>,
  random: () => number,
): Promise<Tracing | undefined> {
  const { otlpEndpoint } = config;
  if (otlpEndpoint === undefined) return undefined;
  const [{ context, SpanStatusCode, trace: api }, sdk, otlp, hooks, resources, statements, jobs] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
      import('../storage/trace-statements.ts'),
      import('../jobs/trace-jobs.ts'),
    ]);
  const exporter = new otlp.OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': config.serviceName }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(config.tracedShare) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  api.setGlobalTracerProvider(provider);
  const prisma = statements.traceStatements();
  const tracer = api.getTracer('keywatch');
  const trace: Trace = async (name, attributes, work) =>
    await tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        return await work();
      } catch (error) {
        span.recordException(error instanceof Error ? error : String(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  return {
    trace,
    traceVerification: async (work) =>
      random() < config.tracedVerifications ? await trace('verify', {}, work) : await work(),
    jobs: jobs.traceJobs(),
    stop: async () => {
      prisma.stop();
      const late = new Promise((resolve) => setTimeout(resolve, STOP_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      api.disable();
      context.disable();
    },
  };
}
