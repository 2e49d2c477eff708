import { queryFromInfo } from '@pothos/plugin-prisma';
import { createMute } from '../../actions/create-mute.ts';
import { endMute } from '../../actions/end-mute.ts';
import { isMutedAt, isMuteOver, type MuteSpan } from '../../core/mute.ts';
import type { Mute } from '../../storage/generated/client.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { alertRef } from './alert.ts';
import { keyRef } from './key.ts';
import { serverRef } from './server.ts';
import { userRef } from './user.ts';

const SPAN = {
  from: true,
  until: true,
  weekly: true,
  timeZone: true,
  repeatsUntil: true,
  endedAt: true,
} as const;

const muteRef = builder.prismaObject('Mute', {
  description:
    'A time in which alerts are opened, but not told to webhooks. What still goes on afterwards is told then.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.relation('key', {
      type: keyRef,
      nullable: true,
      description: 'Whose alerts; null: not of one key.',
    }),
    server: t.relation('server', {
      type: serverRef,
      nullable: true,
      description:
        'Those of keys that send at least half of their requests there. Null, without a key: all alerts.',
    }),
    kinds: t.exposeStringList('kinds', { description: 'Such as `spike`; empty: all.' }),
    reason: t.exposeString('reason'),
    from: t.expose('from', {
      type: 'DateTime',
      description: 'When it begins, a weekly one for the first time.',
    }),
    until: t.expose('until', {
      type: 'DateTime',
      description: 'When it ends, a weekly one for the first time.',
    }),
    weekly: t.exposeBoolean('weekly', { description: 'It comes back every week.' }),
    timeZone: t.exposeString('timeZone', { description: 'Whose clock a weekly one goes by.' }),
    repeatsUntil: t.expose('repeatsUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'A weekly one begins no more from here on; null: it goes on.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody ended it.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.relation('createdBy', { type: userRef, nullable: true }),
    active: t.boolean({
      description: 'It holds at this moment.',
      select: SPAN,
      resolve: (mute, _args, { deps }) => isMutedAt(spanOf(mute), deps.now().getTime()),
    }),
    over: t.boolean({
      description: 'It will not hold any more.',
      select: SPAN,
      resolve: (mute, _args, { deps }) => isMuteOver(spanOf(mute), deps.now().getTime()),
    }),
  }),
});

function spanOf(mute: Pick<Mute, keyof typeof SPAN>): MuteSpan {
  return {
    ...mute,
    from: mute.from.getTime(),
    until: mute.until.getTime(),
    repeatsUntil: mute.repeatsUntil?.getTime() ?? null,
    endedAt: mute.endedAt?.getTime() ?? null,
  };
}

builder.prismaObjectFields(alertRef, (t) => ({
  mutedBy: t.relation('mutedBy', {
    type: muteRef,
    nullable: true,
    description: 'The mute that kept the last change from being told; null: none did.',
  }),
}));

const muteConnection = builder.connectionObject(
  { type: muteRef, name: 'MuteConnection' },
  { name: 'MuteEdge' },
);

builder.queryField('mutes', (t) =>
  t.field({
    type: muteConnection,
    description: 'Mutes and maintenance windows, the newest first. Members see those of their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      ended: t.arg.boolean({
        description: 'True: also those that somebody ended or that were once and are over. Left out: not.',
      }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string(),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { workspaceId, ended } = args;
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, createdAt: true },
      });
      const rows = await context.db.mute.findMany({
        select,
        where: {
          workspaceId,
          ...(ownerId === undefined ? {} : { key: { ownerId } }),
          ...(ended === true
            ? {}
            : { endedAt: null, AND: [{ OR: [{ weekly: true }, { until: { gt: context.deps.now() } }] }] }),
          ...(after && behind(after, (createdAt) => ({ createdAt }), byId)),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ createdAt, id }) => ({ at: createdAt, id }));
    },
  }),
);

function defineMuteChanged(name: string) {
  return builder.objectRef<{ readonly muteId: string }>(name).implement({
    description: 'The mute as it is now.',
    fields: (t) => ({
      mute: t.prismaField({
        type: muteRef,
        resolve: async (query, { muteId }, _args, { db }) =>
          await db.mute.findUniqueOrThrow({ ...query, where: { id: muteId } }),
      }),
    }),
  });
}

const createMuteSuccess = defineMuteChanged('CreateMuteSuccess');
const endMuteSuccess = defineMuteChanged('EndMuteSuccess');

builder.mutationFields((t) => ({
  createMute: t.field({
    description:
      'Keeps the alerts of a key, of a server or of the workspace from being told, once or every week. Members do so for ' +
      'their own keys.',
    type: createMuteSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ description: 'The alerts of this key.' }),
      serverId: t.arg.id({ description: 'Those of keys that send at least half of their requests there.' }),
      kinds: t.arg.stringList({ description: 'Such as `spike`; left out: all.' }),
      reason: t.arg.string({ required: true, description: '1 to 80 characters.' }),
      from: t.arg({ type: 'DateTime', description: 'Left out: now.' }),
      until: t.arg({
        type: 'DateTime',
        required: true,
        description: 'At most 366 days after `from`, where it is weekly 7.',
      }),
      weekly: t.arg.boolean({ description: 'A maintenance window: comes back every week at the same time.' }),
      timeZone: t.arg.string({ description: 'Whose clock a weekly one goes by; left out: UTC.' }),
      repeatsUntil: t.arg({
        type: 'DateTime',
        description: 'From here on a weekly one begins no more; left out: it goes on.',
      }),
    },
    resolve: async (_root, { keyId, serverId, kinds, weekly, timeZone, ...args }, context) =>
      await createMute(context.deps, actorOf(context), {
        ...args,
        keyId: keyId == null ? null : idOf(keyId),
        serverId: serverId == null ? null : idOf(serverId),
        // Texts are checked with the rest.
        kinds: (kinds ?? []) as Parameters<typeof createMute>[2]['kinds'],
        weekly: weekly ?? false,
        timeZone: timeZone ?? 'UTC',
        ownerId: confinedOwner(accessOf(context), args.workspaceId),
      }),
  }),
  endMute: t.field({
    description: 'Ends a mute. What is still going on is told with its next minute.',
    type: endMuteSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      muteId: t.arg.id({ required: true, description: 'Of `mutes`.' }),
    },
    resolve: async (_root, { workspaceId, muteId }, context) =>
      await endMute(context.deps, actorOf(context), {
        workspaceId,
        muteId: idOf(muteId),
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
}));
