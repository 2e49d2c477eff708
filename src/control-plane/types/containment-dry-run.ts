import {
  type ContainmentDryRun,
  dryRunContainment,
  type WouldContain,
} from '../../actions/dry-run-containment.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { restrictionRef } from './containment.ts';
import { policyInputRef, readPolicy } from './containment-inputs.ts';
import { keyRef } from './key.ts';
import { resolveKey } from './key-of.ts';

const wouldContainRef = builder.objectRef<WouldContain>('ContainmentDryRunEntry').implement({
  description: 'A containment that a policy would have made.',
  fields: (t) => ({
    keyId: t.exposeID('keyId'),
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    alertId: t.exposeID('alertId'),
    step: t.expose('step', { type: restrictionRef }),
    at: t.expose('at', { type: 'DateTime', description: 'When the alert was opened: not before then.' }),
    until: t.expose('until', { type: 'DateTime', nullable: true }),
  }),
});

const dryRunRef = builder.objectRef<ContainmentDryRun>('ContainmentDryRun').implement({
  description: 'What a policy would have done about the alerts of the last 14 days.',
  fields: (t) => ({
    containments: t.field({
      type: [wouldContainRef],
      description: 'The oldest first.',
      resolve: ({ containments }) => [...containments],
    }),
    haltedAt: t.expose('haltedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it would have stopped and asked a person, by the number of keys of today.',
    }),
    alertsLookedAt: t.exposeInt('alertsLookedAt'),
    truncated: t.exposeBoolean('truncated', { description: 'Only the newest 2,000 alerts were looked at.' }),
  }),
});

builder.queryField('containmentDryRun', (t) =>
  t.field({
    type: dryRunRef,
    description: 'What a policy would have done about the alerts of the last 14 days. Nothing is written.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      policy: t.arg({
        type: policyInputRef,
        required: true,
        description: 'As if it were that of the workspace, or of the server or key that is given.',
      }),
      serverId: t.arg.id({
        description: 'Looks at keys that list this server and have no policy of their own.',
      }),
      keyId: t.arg.id({ description: 'Looks at this key alone.' }),
    },
    resolve: async (_root, { workspaceId, policy, serverId, keyId }, context) =>
      await dryRunContainment(context.db, context.deps, {
        workspaceId: idOf(workspaceId),
        policy: readPolicy(policy),
        serverId: serverId == null ? undefined : idOf(serverId),
        keyId: keyId == null ? undefined : idOf(keyId),
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
);
