import type { FastifyInstance } from 'fastify';
import { NotReady } from '../core/errors.ts';

/** A part that has to answer before this process is ready. Rejects with NotReady where there is more to say than that. */
export type Check = () => Promise<void>;

/** Where the text for Prometheus comes from. */
export interface Metrics {
  readonly contentType: string;
  read(): Promise<string>;
}

const CHECK_TIMEOUT_MS = 2_000;

/**
 * Adds `/healthz` (the process runs), `/readyz` (every part answers, but for those that `mayFail`: without them it is
 * `degraded`, and ready all the same; `problems` says what to do about a part, where that is known) and `/metrics` (Prometheus).
 */
export function registerHealth(
  server: FastifyInstance,
  deps: { checks: Readonly<Record<string, Check>>; mayFail: readonly string[]; metrics: Metrics },
): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const problems: { code: string; message: string }[] = [];
    const parts = await Promise.all(
      Object.entries(deps.checks).map(async ([name, check]) => {
        const outcome = await tryCheck(check);
        if (typeof outcome === 'string') return [name, outcome] as const;
        problems.push({ code: outcome.code, message: outcome.message });
        return [name, 'unavailable'] as const;
      }),
    );
    const failed = parts.flatMap(([name, state]) => (state === 'ok' ? [] : [name]));
    const ready = failed.every((name) => deps.mayFail.includes(name));
    const status = failed.length === 0 ? 'ok' : ready ? 'degraded' : 'unavailable';
    const detail = problems.length === 0 ? {} : { problems };
    return await reply.code(ready ? 200 : 503).send({ status, ...Object.fromEntries(parts), ...detail });
  });
  server.get('/metrics', async (_request, reply) => {
    const text = await deps.metrics.read();
    return await reply.type(deps.metrics.contentType).send(text);
  });
}

async function tryCheck(check: Check): Promise<'ok' | 'unavailable' | NotReady> {
  const { promise, resolve } = Promise.withResolvers<'unavailable'>();
  const timer = setTimeout(() => resolve('unavailable'), CHECK_TIMEOUT_MS);
  try {
    return await Promise.race([
      check().then(
        () => 'ok' as const,
        (error: unknown) => (error instanceof NotReady ? error : ('unavailable' as const)),
      ),
      promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
