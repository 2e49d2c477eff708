import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Something that answers requests as in `fetch`. */
export type FetchHandler = (
  request: Request,
  origin: { readonly ip: string; readonly requestId: string },
) => Promise<Response>;

/** Hangs another station's handler on a path of the HTTP server; bodies reach it as they came. */
export function mountFetchHandler(server: FastifyInstance, path: string, handle: FetchHandler): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route({
      url: path,
      method: ['GET', 'POST', 'OPTIONS'],
      handler: async (request, reply) => {
        const response = await handle(toFetchRequest(request), { ip: request.ip, requestId: request.id });
        reply.status(response.status);
        for (const [name, value] of response.headers) reply.header(name, value);
        return await reply.send(response.body ?? '');
      },
    });
  });
}

function toFetchRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : null;
  return new Request(url, { method: request.method, headers, body });
}
