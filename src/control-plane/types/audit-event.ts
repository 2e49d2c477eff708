import { queryFromInfo } from '@pothos/plugin-prisma';
import { auditWhere } from '../audit-filter.ts';
import { builder } from '../builder.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { userRef } from './user.ts';

const auditEventRef = builder.prismaObject('AuditEvent', {
  description: 'What somebody did. Written in the transaction of what it tells of.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime', description: 'When it was done.' }),
    action: t.exposeString('action', { description: 'Such as `key.revoked`.' }),
    actorId: t.exposeID('actorId', { nullable: true, description: 'The user; null: Keywatch itself.' }),
    actor: t.prismaField({
      type: userRef,
      nullable: true,
      description: 'Who did it; null: Keywatch itself, or somebody who is unknown here.',
      select: { actorId: true },
      resolve: async (query, { actorId }, _args, { db }) =>
        actorId === null ? null : await db.user.findUnique({ ...query, where: { id: actorId } }),
    }),
    tokenId: t.exposeID('tokenId', {
      nullable: true,
      description: 'The access token that the actor came with, a session for people.',
    }),
    targetType: t.exposeString('targetType', { description: 'What it was done to, such as `key`.' }),
    targetId: t.exposeID('targetId', { description: 'The id of what it was done to.' }),
    ip: t.exposeString('ip', { nullable: true, description: 'Where the actor came from.' }),
    detail: t.expose('detail', { type: 'Json', description: 'What else there is to say.' }),
    before: t.expose('before', {
      type: 'Json',
      nullable: true,
      description: 'The fields that changed, as they were; null where nothing was there before.',
    }),
    after: t.expose('after', {
      type: 'Json',
      nullable: true,
      description: 'The fields that changed, as they are since.',
    }),
  }),
});

const auditConnection = builder.connectionObject(
  { type: auditEventRef, name: 'AuditEventConnection' },
  { name: 'AuditEventEdge' },
);

const auditLogFilter = builder.inputType('AuditLogFilter', {
  description: 'What is left out restricts nothing; an event has to fit all that is given.',
  fields: (t) => ({
    actorIds: t.idList({ description: 'Done by one of these users, at most 100.' }),
    actions: t.stringList({
      description: 'Of one of these actions, at most 100: `key.revoked`, or `key.*` for all on keys.',
    }),
    targetType: t.string({ description: 'Done to such a thing: the word before the dot of the action.' }),
    targetId: t.id({ description: 'Done to this.' }),
    ip: t.string({ description: 'Done from exactly this address.' }),
    from: t.field({ type: 'DateTime', description: 'At this instant or later.' }),
    to: t.field({ type: 'DateTime', description: 'Before this instant.' }),
  }),
});

builder.queryField('auditLog', (t) =>
  t.field({
    type: auditConnection,
    description: 'The audit log of a workspace, the newest first.',
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'audit:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      filter: t.arg({ type: auditLogFilter, description: 'Left out: everything.' }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string({ description: 'The `endCursor` of the page before.' }),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { workspaceId } = args;
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, at: true },
      });
      const rows = await context.db.auditEvent.findMany({
        select,
        where: {
          workspaceId,
          AND: [
            auditWhere(args.filter ?? {}),
            after === undefined ? {} : behind(after, (at) => ({ at }), byId),
          ],
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ at, id }) => ({ at, id }));
    },
  }),
);
