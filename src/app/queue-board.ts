import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ControlPlaneDeps } from '../control-plane/context.ts';
import { createOperatorDoor } from '../control-plane/operator-door.ts';
import type { RedisUrl } from '../counters/redis-url.ts';
import { answerProblem, Problem } from '../data-plane/problem.ts';

interface QueueBoardDeps {
  readonly door: Pick<ControlPlaneDeps, 'storage' | 'now' | 'log' | 'publicUrl'>;
  readonly redis: { readonly url: RedisUrl; readonly prefix: string };
  readonly logger: Logger;
}

const PATH = '/admin/queues';

/**
 * Hangs the pages that show the job queue on the server, for operators only: its jobs are those of all workspaces. A browser
 * without a session is sent to where people sign in. Loaded, and connected to Redis, when somebody opens them first; the
 * function returned ends that.
 */
export function mountQueueBoard(server: FastifyInstance, deps: QueueBoardDeps): () => Promise<void> {
  const refusalOf = createOperatorDoor(deps.door);
  let opened: ReturnType<typeof openBoard> | undefined;
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const refused = await refusalOf(headersOf(request));
    if (refused === undefined) {
      opened ??= openBoard(deps).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      const { pages } = await opened;
      reply.hijack();
      for (const [name, value] of Object.entries(HEADERS)) reply.raw.setHeader(name, value);
      pages.routing(request.raw, reply.raw);
      return reply;
    }
    reply.header('cache-control', 'no-store');
    if (refused.status === 401 && request.headers.accept?.includes('text/html') === true) {
      return await reply.redirect(`/sign-in?next=${PATH}`);
    }
    const { status, code, detail } = refused;
    const { body } = answerProblem(new Problem(status, code, detail), request.id);
    return await reply.code(status).type('application/problem+json; charset=utf-8').send(body);
  };
  server.get(PATH, handler);
  server.get(`${PATH}/*`, handler);
  return async () => await (await opened)?.close();
}

async function openBoard({ redis, logger }: QueueBoardDeps) {
  const { openQueueBoard } = await import('../jobs/queue-board.ts');
  const board = openQueueBoard({
    path: PATH,
    redis,
    onError: (err) => logger.warn({ err }, 'The pages of the job queue have trouble with Redis.'),
  });
  const pages = fastify();
  await pages.register(board.plugin, { prefix: PATH });
  await pages.ready();
  return {
    pages,
    close: async () => {
      await pages.close();
      await board.close();
    },
  };
}

function headersOf(request: FastifyRequest): Headers {
  const { authorization, cookie } = request.headers;
  return new Headers({
    ...(authorization === undefined ? {} : { authorization }),
    ...(cookie === undefined ? {} : { cookie }),
  });
}

/** The pages' own scripts and nothing else; they set styles on their elements, and ask for no fonts of others. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
