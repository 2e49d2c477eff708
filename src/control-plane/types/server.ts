import type { Propagation } from '../../actions/carry-versions.ts';
import { createServer } from '../../actions/create-server.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';

const serverStatus = builder.enumType('ServerStatus', { values: ['ACTIVE', 'INACTIVE'] as const });

export const propagationRef = builder.enumType('Propagation', {
  description: 'Whether every verifier has it.',
  values: {
    DONE: { description: 'No verifier anywhere decides on the old state any more.' },
    PENDING: { description: 'Redis is away. It is committed, and carried on as soon as Redis is back.' },
  } as const,
});

export const serverRef = builder.prismaObject('Server', {
  description: 'What a key opens: one MCP server, API or surface.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    slug: t.exposeString('slug', { description: 'Names the server in verifications and usage events.' }),
    name: t.exposeString('name'),
    environment: t.exposeString('environment'),
    status: t.expose('status', { type: serverStatus }),
    scopes: t.exposeStringList('scopes', { description: 'The scopes that keys may be given; none: any.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

const createServerSuccess = builder
  .objectRef<{ readonly serverId: string; readonly propagation: Propagation }>('CreateServerSuccess')
  .implement({
    fields: (t) => ({
      server: t.prismaField({
        type: serverRef,
        resolve: async (query, { serverId }, _args, { deps }) =>
          await deps.storage.prisma.server.findUniqueOrThrow({ ...query, where: { id: serverId } }),
      }),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });

builder.queryField('servers', (t) =>
  t.prismaField({
    type: [serverRef],
    authScopes: (_root, { workspaceId }) => ({ member: workspaceId }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId }, { deps }) =>
      await deps.storage.prisma.server.findMany({
        ...query,
        where: { workspaceId },
        orderBy: { slug: 'asc' },
      }),
  }),
);

builder.mutationField('createServer', (t) =>
  t.field({
    description: 'Makes a server. Keys that open all servers open it at once.',
    type: createServerSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: workspaceId }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      slug: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
      environment: t.arg.string({ required: true, defaultValue: 'production' }),
      scopes: t.arg.stringList({ required: true, defaultValue: [] }),
    },
    resolve: async (_root, args, context) => await createServer(context.deps, actorOf(context), args),
  }),
);
