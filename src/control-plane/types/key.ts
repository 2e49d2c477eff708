import { builder } from '../builder.ts';
import { serverRef } from './server.ts';
import { userRef } from './user.ts';

const keyStatus = builder.enumType('KeyStatus', { values: ['ACTIVE', 'EXPIRED', 'REVOKED'] as const });

const rateLimitRef = builder
  .objectRef<{ readonly limit: number; readonly windowSeconds: number }>('RateLimit')
  .implement({
    description: 'At most `limit` requests in any `windowSeconds`.',
    fields: (t) => ({ limit: t.exposeInt('limit'), windowSeconds: t.exposeInt('windowSeconds') }),
  });

export const keyRef = builder.prismaObject('Key', {
  description: 'An API key. Its secret is shown when it is made and never again.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    description: t.exposeString('description', { nullable: true }),
    prefix: t.exposeString('prefix', { description: 'How the secret begins.' }),
    lastFour: t.exposeString('lastFour', { description: 'How the secret ends.' }),
    environment: t.exposeString('environment'),
    scopes: t.exposeStringList('scopes'),
    allServers: t.exposeBoolean('allServers', { description: 'Opens every server, also future ones.' }),
    servers: t.field({
      type: [serverRef],
      description: 'The servers that the key opens now.',
      select: (_args, _context, nestedSelection) => ({
        allServers: true,
        servers: { select: { server: nestedSelection(true) }, orderBy: { serverId: 'asc' } },
        workspace: { select: { servers: nestedSelection({ orderBy: { id: 'asc' } }) } },
      }),
      resolve: (key) => (key.allServers ? key.workspace.servers : key.servers.map(({ server }) => server)),
    }),
    serverCount: t.int({
      select: {
        allServers: true,
        _count: { select: { servers: true } },
        workspace: { select: { _count: { select: { servers: true } } } },
      },
      resolve: (key) => (key.allServers ? key.workspace._count.servers : key._count.servers),
    }),
    owner: t.relation('owner', { type: userRef }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The minute of the last request that is rolled up; null: never used.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'Null: never.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
    status: t.field({
      type: keyStatus,
      select: { revokedAt: true, expiresAt: true },
      resolve: ({ revokedAt, expiresAt }, _args, { deps }) => {
        if (revokedAt !== null) return 'REVOKED';
        return expiresAt !== null && expiresAt <= deps.now() ? 'EXPIRED' : 'ACTIVE';
      },
    }),
    rateLimit: t.field({
      type: rateLimitRef,
      nullable: true,
      description: 'Null: the default limit of the installation.',
      select: { rateLimit: true, rateLimitSeconds: true },
      resolve: ({ rateLimit, rateLimitSeconds }) =>
        rateLimit === null ? null : { limit: rateLimit, windowSeconds: rateLimitSeconds },
    }),
    metadata: t.expose('metadata', { type: 'Json' }),
  }),
});
