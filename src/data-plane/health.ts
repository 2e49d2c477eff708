import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** A part that has to answer before this process is ready. */
export type Check = () => Promise<void>;

const CHECK_TIMEOUT_MS = 2_000;

/** Adds `/healthz` (the process runs), `/readyz` (every part answers) and `/metrics` (Prometheus). */
export function registerHealth(
  server: FastifyInstance,
  deps: { checks: Readonly<Record<string, Check>>; registry: Registry },
): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const parts = await Promise.all(
      Object.entries(deps.checks).map(async ([name, check]) => [name, await tryCheck(check)] as const),
    );
    const ready = parts.every(([, state]) => state === 'ok');
    return await reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ok' : 'unavailable', ...Object.fromEntries(parts) });
  });
  server.get('/metrics', async (_request, reply) => {
    const text = await deps.registry.metrics();
    return await reply.type(deps.registry.contentType).send(text);
  });
}

async function tryCheck(check: Check): Promise<'ok' | 'unavailable'> {
  const { promise, resolve } = Promise.withResolvers<'unavailable'>();
  const timer = setTimeout(() => resolve('unavailable'), CHECK_TIMEOUT_MS);
  try {
    return await Promise.race([
      check().then(
        () => 'ok' as const,
        () => 'unavailable' as const,
      ),
      promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
