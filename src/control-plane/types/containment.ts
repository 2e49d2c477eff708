import { queryFromInfo } from '@pothos/plugin-prisma';
import type { Throttle } from '../../core/containment.ts';
import { throttleOf } from '../../storage/key-records.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { alertRef } from './alert.ts';
import { keyRef } from './key.ts';
import { userRef } from './user.ts';

const THROTTLE = { description: 'Leaves a share of the limit, or so many requests per minute.' };
const READ_ONLY = {
  description: 'Lets requests through whose scopes only read; those that name none do not.',
};
const SUSPEND = { description: 'Lets nothing through.' };

export const restrictionRef = builder.enumType('Restriction', {
  description: 'What a contained key is kept from; each step from more than the one before.',
  values: { THROTTLE, READ_ONLY, SUSPEND } as const,
});

export const stepRef = builder.enumType('ContainmentStep', {
  description: 'What is done about an alert; each step is stricter than the one before.',
  values: { NOTIFY: { description: 'Nothing but the alert.' }, THROTTLE, READ_ONLY, SUSPEND } as const,
});

const containedByRef = builder.enumType('ContainedBy', {
  description: 'Why a key was contained.',
  values: {
    POLICY: { description: 'A policy says so about an alert.' },
    PERSON: { description: 'Somebody did it.' },
    LINK: { description: 'Somebody opened the signed link of an alert.' },
    LEAK: { description: 'The key was found where it should not be.' },
  } as const,
});

const containmentEndRef = builder.enumType('ContainmentEnd', {
  description: 'How a containment ended.',
  values: {
    UNDONE: { description: 'Somebody undid it.' },
    EXPIRED: { description: 'Its time was over.' },
    REPLACED: { description: 'A stricter one took its place.' },
  } as const,
});

export const throttleRef = builder.objectRef<Throttle>('ContainmentThrottle').implement({
  description:
    'What is left of a limit: either a share of the key’s own one, or so many requests per minute.',
  fields: (t) => ({
    percent: t.int({
      nullable: true,
      resolve: (throttle) => ('percent' in throttle ? throttle.percent : null),
    }),
    perMinute: t.int({
      nullable: true,
      resolve: (throttle) => ('perMinute' in throttle ? throttle.perMinute : null),
    }),
  }),
});

const containmentRef = builder.prismaObject('Containment', {
  description:
    'What was done to a key because of an alert, a leak or somebody’s judgement. `undoContainment` takes it back.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.relation('key', { type: keyRef }),
    step: t.expose('step', { type: restrictionRef }),
    throttle: t.field({
      type: throttleRef,
      nullable: true,
      description: 'Of the step THROTTLE.',
      select: { throttlePercent: true, throttlePerMinute: true },
      resolve: ({ throttlePercent, throttlePerMinute }) => throttleOf(throttlePercent, throttlePerMinute),
    }),
    readScopes: t.exposeStringList('readScopes', {
      description: 'Of the step READ_ONLY: scopes that count as reading besides those whose name says so.',
    }),
    since: t.expose('since', { type: 'DateTime' }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends by itself; null: when somebody undoes it.',
    }),
    reason: t.exposeString('reason', { nullable: true }),
    by: t.expose('by', { type: containedByRef }),
    byUser: t.prismaField({
      type: userRef,
      nullable: true,
      description: 'Who did it, where it was a person who was signed in.',
      select: { byUserId: true },
      resolve: async (query, { byUserId }, _args, { db }) =>
        byUserId === null ? null : await db.user.findUnique({ ...query, where: { id: byUserId } }),
    }),
    alert: t.relation('alert', { type: alertRef, nullable: true }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Null: it holds now.' }),
    end: t.expose('end', { type: containmentEndRef, nullable: true }),
    endedBy: t.prismaField({
      type: userRef,
      nullable: true,
      description: 'Who undid it.',
      select: { endedByUserId: true },
      resolve: async (query, { endedByUserId }, _args, { db }) =>
        endedByUserId === null ? null : await db.user.findUnique({ ...query, where: { id: endedByUserId } }),
    }),
    replacedId: t.exposeID('replacedId', {
      nullable: true,
      description: 'The containment that this one took the place of, and whose undoing brings it back.',
    }),
  }),
});

builder.prismaObjectFields(keyRef, (t) => ({
  containment: t.field({
    type: containmentRef,
    nullable: true,
    description: 'What the key is kept from now, beside its own settings; null: nothing.',
    select: (_args, _context, nestedSelection) => ({
      containments: nestedSelection({
        select: { id: true },
        where: { activeKey: { not: null } },
        take: 1,
      }),
    }),
    resolve: ({ containments }) => containments[0] ?? null,
  }),
}));

builder.prismaObjectFields(alertRef, (t) => ({
  containments: t.relation('containments', {
    type: containmentRef,
    description: 'What was done because of it, the oldest first.',
    query: { orderBy: [{ since: 'asc' }, { id: 'asc' }] },
  }),
}));

const containmentConnection = builder.connectionObject(
  { type: containmentRef, name: 'ContainmentConnection' },
  { name: 'ContainmentEdge' },
);

builder.queryField('containments', (t) =>
  t.field({
    type: containmentConnection,
    description: 'Containments of a workspace, the newest first. Members see those of their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ description: 'Left out: of all keys.' }),
      active: t.arg.boolean({
        description: 'True: those that hold now. False: those that ended. Left out: all.',
      }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string(),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { workspaceId, keyId, active } = args;
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, since: true },
      });
      const rows = await context.db.containment.findMany({
        select,
        where: {
          workspaceId,
          ...(keyId == null ? {} : { keyId: idOf(keyId) }),
          ...(active == null ? {} : { endedAt: active ? null : { not: null } }),
          ...(ownerId === undefined ? {} : { key: { ownerId } }),
          ...(after && behind(after, (since) => ({ since }), byId)),
        },
        orderBy: [{ since: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ since, id }) => ({ at: since, id }));
    },
  }),
);
