import { createServer } from 'node:http';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Registry } from 'prom-client';
import { CLIENT_TIMES, type ClientTimes, createConnectionGuard } from './connections.ts';
import { createHotRoutes, type HotRoutes } from './hot-routes.ts';
import { answerError, answerNotFound } from './problem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly hotRoutes: HotRoutes;
  }
}

export const BODY_BYTES_MAX = 100_000;

/** Opens the HTTP server that all routes hang on. Requests get ids of this boot and a number. */
export function createHttpServer(deps: {
  logger: FastifyBaseLogger;
  bootId: string;
  /** CIDR ranges of the proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  registry: Registry;
  clientTimes?: ClientTimes;
}): FastifyInstance {
  let requests = 0;
  const nextId = () => `${deps.bootId}-${(requests++).toString(36)}`;
  const hotRoutes = createHotRoutes(nextId);
  const guard = createConnectionGuard(deps.registry);
  const clientTimes = deps.clientTimes ?? CLIENT_TIMES;
  const server = fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: deps.trustedProxies.length === 0 ? false : [...deps.trustedProxies],
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: 'idle',
    clientErrorHandler: guard.refuse,
    serverFactory: (listener) => {
      const times = {
        headersTimeout: clientTimes.headersMs,
        requestTimeout: clientTimes.requestMs,
        connectionsCheckingInterval: clientTimes.checkMs,
        // The guard ends what is idle, without a timer for each connection.
        keepAliveTimeout: 0,
      };
      const http = createServer(times, hotRoutes.listenBefore(listener));
      guard.watch(http, clientTimes);
      return http;
    },
    genReqId: nextId,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allowUnionTypes: true } },
  });
  server.decorate('hotRoutes', hotRoutes);
  // What still comes is Fastify's, which says so; what is under way is the last on its connection.
  server.addHook('preClose', async () => {
    hotRoutes.clear();
    guard.windUp();
  });
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerNotFound);
  return server;
}
