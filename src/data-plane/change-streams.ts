import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Changes, Follower, KeyChange } from '../counters/changes.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import type { Authorize, Demand } from './tokens.ts';

const DEMAND: Demand = { kinds: ['GATEWAY'], scopes: ['verify'] };
/** A token that was deleted ends its streams so soon. */
const AUTHORIZE_EVERY_MS = 1_000;
/** A client that reads slower than this is cut off; it drops its cache and comes back. */
const WAITING_BYTES_MAX = 2 ** 18;

/** A change of a key, and to whom it may be told. */
type OwnedChange = KeyChange & { readonly workspaceId: string | undefined };

type Listener = (atMs: number, changes: readonly OwnedChange[]) => void;

/**
 * Adds `GET /v1/changes`: server-sent events, numbered from 1, at least four a second. Each says that all changes up to
 * `at` (this server's clock, Unix milliseconds) were told; `changes` are pairs of a key's id and its version. A stream
 * that may have missed something is ended.
 */
export function addChangeStreams(
  server: FastifyInstance,
  deps: {
    authorize: Authorize;
    changes: Changes;
    workspacesOf: (keyIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
    now: () => number;
  },
): void {
  const { now } = deps;
  const responses = new Set<ServerResponse>();
  const listen = createFanOut(deps);
  server.addHook('preClose', async () => {
    for (const response of responses) response.end();
  });

  server.get('/v1/changes', { onRequest: authorizeBefore(deps.authorize, DEMAND) }, (request, reply) => {
    const { workspaceId } = callerOf(request);
    const { authorization } = request.headers;
    const response = reply.hijack().raw;
    let sequence = 0;
    let authorizedAt = now();
    const stop = listen(
      (atMs, changes) => {
        sequence += 1;
        const own = changes.filter((change) => change.workspaceId === workspaceId);
        const pairs = own.map(({ keyId, version }) => [keyId, version]);
        response.write(`id: ${sequence}\ndata: ${JSON.stringify({ at: atMs, changes: pairs })}\n\n`);
        if (response.writableLength > WAITING_BYTES_MAX) response.destroy();
        if (now() - authorizedAt < AUTHORIZE_EVERY_MS) return;
        authorizedAt = now();
        deps.authorize(authorization, DEMAND).catch(() => response.end());
      },
      () => response.end(),
    );
    responses.add(response);
    response.on('error', () => response.destroy());
    response.on('close', () => {
      responses.delete(response);
      stop();
    });
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
  });
}

/** Follows the changes once for all streams, and looks once who owns each. Order is kept; a failed look-up ends all. */
function createFanOut(deps: {
  changes: Changes;
  workspacesOf: (keyIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  now: () => number;
}): (listener: Listener, onLost: () => void) => () => void {
  const listeners = new Map<Listener, () => void>();
  let unfollow: (() => void) | undefined;
  let last: Promise<void> = Promise.resolve();

  const lose = () => {
    unfollow?.();
    unfollow = undefined;
    const ended = [...listeners.values()];
    listeners.clear();
    for (const end of ended) end();
  };

  const tell = async (atMs: number, changes: readonly KeyChange[]) => {
    const owners =
      changes.length === 0 ? undefined : await deps.workspacesOf(changes.map(({ keyId }) => keyId));
    const owned = changes.map((change) => ({ ...change, workspaceId: owners?.get(change.keyId) }));
    for (const listener of listeners.keys()) listener(atMs, owned);
  };

  const follower: Follower = {
    onBeat: (changes) => {
      const atMs = deps.now();
      last = last.then(async () => await tell(atMs, changes)).catch(lose);
    },
    onLost: lose,
  };

  return (listener, onLost) => {
    listeners.set(listener, onLost);
    unfollow ??= deps.changes.follow(follower);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      unfollow?.();
      unfollow = undefined;
    };
  };
}
