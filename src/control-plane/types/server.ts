import { serverNotFound } from '../../actions/delete-server.ts';
import { DEFAULT_IMPLICATIONS, expandScopes, type ScopeImplications } from '../../core/scope.ts';
import { implicationsOf, SERVER_COLUMNS } from '../../storage/servers.ts';
import { builder } from '../builder.ts';
import { accessOf, type GraphqlContext } from '../context.ts';
import { idOf } from '../ids.ts';

export const serverStatusRef = builder.enumType('ServerStatus', {
  description: 'Whether a server may be used.',
  values: {
    ACTIVE: {},
    INACTIVE: { description: 'Verifications that name it are refused with SERVER_INACTIVE.' },
  } as const,
});

export const errorDialectRef = builder.enumType('ErrorDialect', {
  description: 'How a refusal is worded by forward-auth.',
  values: {
    PROBLEM: { description: 'RFC 9457 problem details.' },
    AI2FIN: { description: 'A JSON-RPC error.' },
    MCP_CLOUD: { description: '`{"error":{code,message,type}}`.' },
  } as const,
});

interface ScopeDefinition {
  readonly name: string;
  readonly implications: ScopeImplications;
}

const scopeDefinitionRef = builder.objectRef<ScopeDefinition>('ScopeDefinition').implement({
  description: 'A scope that a server knows.',
  fields: (t) => ({
    name: t.exposeString('name'),
    implies: t.stringList({
      description: 'What it implies directly.',
      resolve: ({ name, implications }) => [
        ...new Set([DEFAULT_IMPLICATIONS, implications].flatMap((of) => impliedBy(name, of))),
      ],
    }),
    implied: t.stringList({
      description: 'All that it implies, over any number of steps.',
      resolve: ({ name, implications }) =>
        [...expandScopes([name], implications)].filter((scope) => scope !== name),
    }),
  }),
});

export const propagationRef = builder.enumType('Propagation', {
  description: 'Whether every verifier has it.',
  values: {
    DONE: { description: 'No verifier anywhere decides on the old state any more.' },
    PENDING: { description: 'Redis is away. It is committed, and carried on as soon as Redis is back.' },
  } as const,
});

export const serverRef = builder.prismaObject('Server', {
  description: 'What a key opens: one MCP server, API or surface.',
  select: SERVER_COLUMNS,
  fields: (t) => ({
    id: t.exposeID('id'),
    slug: t.exposeString('slug', { description: 'Names the server in verifications and usage events.' }),
    name: t.exposeString('name'),
    environment: t.exposeString('environment', {
      description: 'Only keys of the same environment open it.',
    }),
    description: t.exposeString('description', { nullable: true }),
    status: t.expose('status', { type: serverStatusRef }),
    upstream: t.exposeString('upstream', { nullable: true, description: 'Where a gateway finds it.' }),
    errorDialect: t.expose('errorDialect', { type: errorDialectRef }),
    scopes: t.exposeStringList('scopes', { description: 'The scopes that keys may be given; none: any.' }),
    scopeCatalogue: t.field({
      type: [scopeDefinitionRef],
      description: 'Its scopes, and those that its implications name, with what each implies.',
      select: { scopes: true, scopeImplications: true },
      resolve: ({ scopes, scopeImplications }) => catalogueOf(scopes, implicationsOf({ scopeImplications })),
    }),
    defaultScopes: t.exposeStringList('defaultScopes', {
      description: 'The scopes of new keys for it that name none; none: mcp:read.',
    }),
    ratePerMinute: t.exposeInt('ratePerMinute', {
      nullable: true,
      description:
        'Requests per minute of keys without a limit of their own; null: the limit of the workspace.',
    }),
    burst: t.exposeInt('burst', {
      nullable: true,
      description: 'How many of `ratePerMinute` may come at once; null: as many as it allows.',
    }),
    keyFormat: t.exposeString('keyFormat', {
      nullable: true,
      description: 'Template of the secrets of new keys for this server alone; null: that of the workspace.',
    }),
    recoverableKeys: t.exposeBoolean('recoverableKeys', {
      description: 'Keys for it outside of production may be kept readable.',
    }),
    keyCount: t.int({
      description: 'Keys that open it and are not revoked. Members count their own ones.',
      select: (_args, context) => ({
        _count: { select: { keys: { where: { key: countedKeys(context) } } } },
        workspace: {
          select: { _count: { select: { keys: { where: { ...countedKeys(context), allServers: true } } } } },
        },
      }),
      resolve: ({ _count, workspace }) => _count.keys + workspace._count.keys,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

builder.queryFields((t) => ({
  servers: t.prismaField({
    type: [serverRef],
    description: 'The servers of a workspace, by slug.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'servers:read'] }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId }, { db }) =>
      await db.server.findMany({
        ...query,
        where: { workspaceId },
        orderBy: { slug: 'asc' },
      }),
  }),
  server: t.prismaField({
    type: serverRef,
    description: 'A server of a workspace. Refused with NOT_FOUND where there is none of this id.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'servers:read'] }),
    args: { workspaceId: t.arg.id({ required: true }), id: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId, id }, { db }) => {
      const server = await db.server.findFirst({ ...query, where: { id: idOf(id), workspaceId } });
      if (server === null) throw serverNotFound('id');
      return server;
    },
  }),
}));

function catalogueOf(scopes: readonly string[], implications: ScopeImplications): ScopeDefinition[] {
  const names = new Set([...scopes, ...Object.entries(implications).flat(2)]);
  return [...names].map((name) => ({ name, implications }));
}

function impliedBy(scope: string, implications: ScopeImplications): readonly string[] {
  return Object.hasOwn(implications, scope) ? (implications[scope] ?? []) : [];
}

/** The keys that whoever asks may count: members their own ones, everybody else all of the workspace. */
function countedKeys(context: GraphqlContext) {
  const { roles, userId } = accessOf(context);
  const seeingAll = [...roles].filter(([, role]) => role !== 'MEMBER').map(([workspaceId]) => workspaceId);
  return { revokedAt: null, OR: [{ ownerId: userId }, { workspaceId: { in: seeingAll } }] };
}
