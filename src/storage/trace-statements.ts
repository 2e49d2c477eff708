import { PrismaInstrumentation } from '@prisma/instrumentation';

/** Makes a span of each operation of Prisma's clients, and of its statements, for the registered tracer provider. */
export function traceStatements(): { stop(): void } {
  const instrumentation = new PrismaInstrumentation();
  instrumentation.enable();
  return { stop: () => instrumentation.disable() };
}
