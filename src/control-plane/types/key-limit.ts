import { serverNotFound } from '../../actions/delete-server.ts';
import { type EffectiveLimit, effectiveLimit } from '../../core/limit.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { idOf } from '../ids.ts';
import { BURST, keyRef } from './key.ts';

const limitSourceRef = builder.enumType('LimitSource', {
  description: 'What a limit follows from.',
  values: {
    KEY: { description: 'The key has a limit of its own.' },
    SERVER: { description: 'The server has one.' },
    WORKSPACE: { description: 'The workspace has one, above which no key of it goes.' },
    PLAN: { description: 'The plan of the workspace has one, above which no key of it goes.' },
    DEFAULT: { description: 'Nothing says otherwise.' },
  } as const,
});

const effectiveLimitRef = builder.objectRef<EffectiveLimit>('EffectiveLimit').implement({
  description: 'The limit that verifications apply: at most `value` requests in any `windowSeconds`.',
  fields: (t) => ({
    value: t.exposeInt('limit'),
    windowSeconds: t.exposeInt('windowSeconds'),
    burst: t.exposeInt('burst', { nullable: true, description: BURST }),
    from: t.expose('from', { type: limitSourceRef }),
  }),
});

builder.prismaObjectFields(keyRef, (t) => ({
  effectiveLimit: t.field({
    type: effectiveLimitRef,
    description:
      'The limit that holds at a server, or where a request names none. All share one count of the key.',
    args: { serverId: t.arg.id({ description: 'A server that the key opens.' }) },
    select: {
      id: true,
      workspaceId: true,
      allServers: true,
      rateLimit: true,
      rateLimitSeconds: true,
      rateLimitBurst: true,
      workspace: { select: { plan: true, ratePerMinute: true } },
    },
    resolve: async (key, { serverId }, { db }) => {
      const { rateLimit, rateLimitSeconds, rateLimitBurst, workspace } = key;
      const server = serverId == null ? null : await rateAt(db, key, idOf(serverId));
      return effectiveLimit({
        key:
          rateLimit === null
            ? null
            : { limit: rateLimit, windowSeconds: rateLimitSeconds, burst: rateLimitBurst },
        serverRatePerMinute: server?.ratePerMinute,
        serverBurst: server?.burst,
        workspace,
      });
    },
  }),
}));

/** The server's own numbers. The look-ups of a page's keys are batched into one statement each. */
async function rateAt(
  db: GraphqlContext['db'],
  key: { readonly id: string; readonly workspaceId: string; readonly allServers: boolean },
  serverId: string,
): Promise<{ readonly ratePerMinute: number | null; readonly burst: number | null }> {
  const { id: keyId, workspaceId, allServers } = key;
  const listed =
    allServers ||
    (await db.keyServer.findUnique({
      where: { workspaceId_keyId_serverId: { workspaceId, keyId, serverId } },
      select: { keyId: true },
    })) !== null;
  const server = listed
    ? await db.server.findUnique({
        where: { workspaceId_id: { workspaceId, id: serverId } },
        select: { ratePerMinute: true, burst: true },
      })
    : null;
  if (server === null) throw serverNotFound();
  return server;
}
