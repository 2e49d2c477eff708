import { releaseContainment } from '../../actions/release-containment.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';

const haltRef = builder.prismaObject('ContainmentHalt', {
  description:
    'Policies would have contained more than a fifth of the active keys (and more than three) within an hour: they contain nothing more until somebody releases the halt.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    containedKeys: t.exposeInt('containedKeys', {
      description: 'Contained by policies within the hour before.',
    }),
    keysMax: t.exposeInt('keysMax', { description: 'As many as there may be.' }),
    activeKeys: t.exposeInt('activeKeys', { description: 'Of the workspace, at that time.' }),
    keyId: t.exposeID('keyId', { description: 'The key that would have been one too many.' }),
    releasedAt: t.expose('releasedAt', { type: 'DateTime', nullable: true, description: 'Null: it holds.' }),
    releasedById: t.exposeID('releasedById', { nullable: true }),
  }),
});

const HALTS_MAX = 100;

builder.queryField('containmentHalts', (t) =>
  t.prismaField({
    type: [haltRef],
    description: 'When policies stopped and asked a person, the newest first, at most 100.',
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      open: t.arg.boolean({ description: 'True: the one that nobody has released. Left out: all.' }),
    },
    resolve: async (query, _root, { workspaceId, open }, { db }) =>
      await db.containmentHalt.findMany({
        ...query,
        where: { workspaceId, ...(open == null ? {} : { releasedAt: open ? null : { not: null } }) },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: HALTS_MAX,
      }),
  }),
);

const releaseSuccess = builder.objectRef<{ readonly haltId: string }>('ReleaseContainmentSuccess').implement({
  fields: (t) => ({
    halt: t.prismaField({
      type: haltRef,
      resolve: async (query, { haltId }, _args, { db }) =>
        await db.containmentHalt.findUniqueOrThrow({ ...query, where: { id: haltId } }),
    }),
  }),
});

builder.mutationField('releaseContainment', (t) =>
  t.field({
    type: releaseSuccess,
    description:
      'Lets policies contain keys again. Keys are counted anew, and an alert that still goes on contains its key with its next minute.',
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      haltId: t.arg.id({ required: true, description: 'The open one of `containmentHalts`.' }),
    },
    resolve: async (_root, { workspaceId, haltId }, context) =>
      await releaseContainment(context.deps, actorOf(context), {
        workspaceId: idOf(workspaceId),
        haltId: idOf(haltId),
      }),
  }),
);
