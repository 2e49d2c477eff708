import { setContainmentPolicy } from '../../actions/set-containment-policy.ts';
import type { ContainmentRule } from '../../core/containment.ts';
import { type PolicyTarget, policyOf } from '../../storage/containment-policies.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { severityRef } from './alert.ts';
import { stepRef, throttleRef } from './containment.ts';
import { policyInputRef, readPolicy } from './containment-inputs.ts';
import { keyRef } from './key.ts';
import { serverRef } from './server.ts';

const ruleRef = builder.objectRef<ContainmentRule>('ContainmentRule').implement({
  description: 'Which alerts are answered with which step.',
  fields: (t) => ({
    kinds: t.exposeStringList('kinds', { description: 'Empty: every kind.' }),
    severity: t.expose('severity', { type: severityRef, description: 'Alerts from this severity on.' }),
    score: t.exposeFloat('score', { description: 'Alerts from this score on.' }),
    step: t.expose('step', { type: stepRef }),
    automatic: t.exposeBoolean('automatic'),
    minutes: t.exposeInt('minutes', { nullable: true, description: 'Null: until somebody undoes it.' }),
  }),
});

const COLUMNS = { rules: true, throttlePercent: true, throttlePerMinute: true, readScopes: true } as const;

const policyRef = builder.prismaObject('ContainmentPolicy', {
  description:
    'What is done about alerts. A key goes by its own policy; else by those of the servers that it lists, the one that is strictest about the alert; else by the workspace’s.',
  select: { id: true, ...COLUMNS },
  fields: (t) => ({
    id: t.exposeID('id'),
    server: t.relation('server', { type: serverRef, nullable: true, description: 'Whose policy it is.' }),
    key: t.relation('key', { type: keyRef, nullable: true, description: 'Whose policy it is.' }),
    rules: t.field({ type: [ruleRef], resolve: (row) => [...policyOf(row).rules] }),
    throttle: t.field({ type: throttleRef, resolve: (row) => policyOf(row).throttle }),
    readScopes: t.exposeStringList('readScopes'),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

const setPolicySuccess = builder.objectRef<PolicyTarget>('SetContainmentPolicySuccess').implement({
  description: 'The policy as it is now.',
  fields: (t) => ({
    policy: t.prismaField({
      type: policyRef,
      nullable: true,
      description: 'Null: it was taken away.',
      resolve: async (query, { workspaceId, serverId, keyId }, _args, { db }) =>
        await db.containmentPolicy.findUnique({
          ...query,
          where: { targetId: keyId ?? serverId ?? workspaceId },
        }),
    }),
  }),
});

builder.queryField('containmentPolicies', (t) =>
  t.prismaField({
    type: [policyRef],
    description:
      'The policies of a workspace, its servers and its keys. Without any, nothing is done without a person.',
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'alerts:read'] }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId }, { db }) =>
      await db.containmentPolicy.findMany({ ...query, where: { workspaceId }, orderBy: { id: 'asc' } }),
  }),
);

builder.mutationField('setContainmentPolicy', (t) =>
  t.field({
    type: setPolicySuccess,
    description:
      'Sets what is done about the alerts of a workspace, or of one of its servers or keys. What is contained already stays so.',
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      serverId: t.arg.id({ description: 'For keys that list this server, in place of the workspace’s.' }),
      keyId: t.arg.id({ description: 'For this key, in place of all others.' }),
      policy: t.arg({ type: policyInputRef, description: 'Left out or null: takes the policy away.' }),
    },
    resolve: async (_root, { workspaceId, serverId, keyId, policy }, context) =>
      await setContainmentPolicy(context.deps, actorOf(context), {
        workspaceId: idOf(workspaceId),
        serverId: serverId == null ? undefined : idOf(serverId),
        keyId: keyId == null ? undefined : idOf(keyId),
        policy: policy == null ? null : readPolicy(policy),
      }),
  }),
);
