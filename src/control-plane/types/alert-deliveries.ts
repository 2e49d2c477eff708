import { builder } from '../builder.ts';
import { alertRef } from './alert.ts';
import { deliveryRef } from './delivery.ts';

const DELIVERIES_MAX = 100;

builder.prismaObjectFields(alertRef, (t) => ({
  deliveries: t.field({
    type: [deliveryRef],
    nullable: true,
    description:
      'Who was told of it, and how that went: the last 100, the newest first. For owners and admins; null and FORBIDDEN for ' +
      'others, and the rest of the alert stands.',
    select: (_args, _context, nestedSelection) => ({
      workspaceId: true,
      deliveries: nestedSelection({
        select: { id: true },
        orderBy: { seq: 'desc' },
        take: DELIVERIES_MAX,
      }),
    }),
    authScopes: ({ workspaceId }) => ({ admin: [workspaceId, 'webhooks:read'] }),
    resolve: ({ deliveries }) => deliveries,
  }),
}));
