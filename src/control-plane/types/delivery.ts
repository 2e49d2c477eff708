import { queryFromInfo } from '@pothos/plugin-prisma';
import { withoutContainUrl } from '../../core/alert-event.ts';
import { Refusal } from '../../core/errors.ts';
import { builder } from '../builder.ts';
import { idOf } from '../ids.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { webhookEndpointRef } from './webhook-endpoint.ts';

/** A delivery that is redelivered by hand may have many; the last ones are shown. */
const ATTEMPTS_SHOWN = 20;

const deliveryState = builder.enumType('DeliveryState', {
  description:
    'PENDING until it was answered with 2xx, or the plan of ten attempts over 75 hours is used up.',
  values: ['PENDING', 'DELIVERED', 'FAILED'] as const,
});

const deliveryAttempt = builder.prismaObject('DeliveryAttempt', {
  description: 'One attempt of a delivery.',
  select: { id: true },
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime' }),
    status: t.exposeInt('status', { nullable: true, description: 'Null where no answer came.' }),
    error: t.exposeString('error', {
      nullable: true,
      description: 'What went wrong, with the first kilobyte of the answer; null where it was delivered.',
    }),
    durationMs: t.exposeInt('durationMs'),
  }),
});

export const deliveryRef = builder.prismaObject('Delivery', {
  description: 'One event on its way to one endpoint. Kept for 30 days.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The `webhook-id`, the same over all attempts.' }),
    endpoint: t.relation('endpoint', { type: webhookEndpointRef }),
    eventType: t.exposeString('eventType'),
    payload: t.string({
      select: { payload: true },
      description:
        'The event as Standard Webhooks writes it; other formats are made of it. It lacks `containUrl`, which contains the key for whoever opens it.',
      resolve: ({ payload }) => withoutContainUrl(payload),
    }),
    state: t.expose('state', { type: deliveryState }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      select: { state: true, nextAttemptAt: true },
      description: 'Null where it is not pending.',
      resolve: ({ state, nextAttemptAt }) => (state === 'PENDING' ? nextAttemptAt : null),
    }),
    attempts: t.relation('attemptLog', {
      type: deliveryAttempt,
      description: 'The last 20, the oldest of them first.',
      query: { orderBy: { id: 'asc' }, take: -ATTEMPTS_SHOWN },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    deliveredAt: t.expose('deliveredAt', { type: 'DateTime', nullable: true }),
  }),
});

const deliveryConnection = builder.connectionObject(
  { type: deliveryRef, name: 'DeliveryConnection' },
  { name: 'DeliveryEdge' },
);

builder.queryField('deliveries', (t) =>
  t.field({
    type: deliveryConnection,
    description:
      'What was, or is to be, delivered to the webhook endpoints of a workspace, the newest first.',
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      endpointId: t.arg.id({ description: 'Left out: of all endpoints.' }),
      state: t.arg({ type: deliveryState, description: 'Left out: all states.' }),
      eventType: t.arg.string({ description: 'Left out: all types.' }),
      from: t.arg({ type: 'DateTime', description: 'The first instant of `createdAt`.' }),
      to: t.arg({ type: 'DateTime', description: 'The first instant after them.' }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string({ description: 'The `endCursor` of the page before.' }),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, createdAt: true },
      });
      const rows = await context.db.delivery.findMany({
        select,
        where: { AND: [whereOf(args), after ? behind(after, (createdAt) => ({ createdAt }), byId) : {}] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ createdAt, id }) => ({ at: createdAt, id }));
    },
  }),
);

function whereOf(args: {
  readonly workspaceId: string;
  readonly endpointId?: string | null | undefined;
  readonly state?: 'PENDING' | 'DELIVERED' | 'FAILED' | null | undefined;
  readonly eventType?: string | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}) {
  const { workspaceId, endpointId, state, eventType, from, to } = args;
  if (from != null && to != null && from >= to) {
    throw new Refusal('INVALID_INPUT', 'from: must be before `to`.');
  }
  return {
    workspaceId,
    ...(endpointId == null ? {} : { endpointId: idOf(endpointId) }),
    ...(state == null ? {} : { state }),
    ...(eventType == null ? {} : { eventType }),
    createdAt: { ...(from == null ? {} : { gte: from }), ...(to == null ? {} : { lt: to }) },
  };
}
