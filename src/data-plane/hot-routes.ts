import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** What answers a route in front of Fastify. */
export interface HotRoute {
  /** Looks at the head of a request; undefined leaves it to Fastify, also to refuse it. */
  admit(request: IncomingMessage): HotAnswer | undefined;
  /** A longer body is left to Fastify. */
  readonly bodyBytesMax: number;
}

/** Answers a request whose body is all there; false, with nothing done, leaves it to Fastify. */
export type HotAnswer = (body: Buffer, requestId: string, response: ServerResponse) => boolean;

/** Routes that are answered without Fastify's router, hooks and schemas, which cost as much as a verification (ADR 16). */
export interface HotRoutes {
  /** Adds a POST route of JSON. Fastify must have the same route, for all that the hot one leaves to it. */
  add(path: string, route: HotRoute): void;
  /** Leaves everything to Fastify. */
  clear(): void;
  /** Listens in front of Fastify's own listener. */
  listenBefore(fastify: RequestListener): RequestListener;
  /** The body of a request that was read before it was left to Fastify. */
  bodyOf(request: IncomingMessage): Readable | undefined;
}

/** Opens an empty table of routes; `nextId` names requests. */
export function createHotRoutes(nextId: () => string): HotRoutes {
  const routes = new Map<string, HotRoute>();
  const bodies = new WeakMap<IncomingMessage, Buffer>();
  return {
    add: (path, route) => routes.set(path, route),
    clear: () => routes.clear(),
    listenBefore: (fastify) => (request, response) => {
      const route = request.method === 'POST' ? routes.get(request.url ?? '') : undefined;
      const answer = route !== undefined && isPlainJson(request, route) ? route.admit(request) : undefined;
      if (answer === undefined) {
        fastify(request, response);
        return;
      }
      readBody(request, (body) => {
        if (answer(body, nextId(), response)) return;
        bodies.set(request, body);
        fastify(request, response);
      });
    },
    bodyOf: (request) => {
      const body = bodies.get(request);
      return body === undefined ? undefined : Readable.from([body]);
    },
  };
}

/** Whether the body is JSON of a length that was told and is allowed. */
function isPlainJson({ headers }: IncomingMessage, { bodyBytesMax }: HotRoute): boolean {
  return (
    headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    headers.expect === undefined &&
    Number(headers['content-length']) <= bodyBytesMax
  );
}

/** Node has checked the length, and ends the connection where the body does not arrive. */
function readBody(request: IncomingMessage, onRead: (body: Buffer) => void): void {
  let body: Buffer | undefined;
  request.on('data', (chunk: Buffer) => {
    body = body === undefined ? chunk : Buffer.concat([body, chunk]);
  });
  request.on('end', () => onRead(body ?? Buffer.alloc(0)));
}
