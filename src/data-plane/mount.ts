import { Request } from '@whatwg-node/fetch';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Something that answers requests as in `fetch`. */
export type FetchHandler = (
  request: globalThis.Request,
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
        return await reply.send(await bodyOf(response));
      },
    });
  });
}

/** The text of a body that is all there, which has a length; a stream costs more than sending what it holds. */
async function bodyOf(response: Response): Promise<string | ReadableStream> {
  return response.headers.has('content-length') ? await response.text() : (response.body ?? '');
}

/** Requests are told apart by their path; what a client says of the host may be anything. */
const ORIGIN = 'http://keywatch';

/** Of Yoga's own kind: it keeps a body as it is, where Node's makes a stream of it. */
function toFetchRequest({ headers, url, method, body }: FastifyRequest): globalThis.Request {
  return new Request(`${ORIGIN}${url}`, {
    method,
    headers: headers as Record<string, string>,
    body: Buffer.isBuffer(body) ? body.toString() : null,
  });
}
