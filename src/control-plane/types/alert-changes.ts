import { acknowledgeAlerts } from '../../actions/acknowledge-alerts.ts';
import { assignAlerts } from '../../actions/assign-alerts.ts';
import type { AlertResult, AlertsReach } from '../../actions/change-alerts.ts';
import { commentOnAlert } from '../../actions/comment-on-alert.ts';
import { reopenAlerts } from '../../actions/reopen-alerts.ts';
import { resolveAlerts } from '../../actions/resolve-alerts.ts';
import type { RefusalCode } from '../../core/errors.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf, type GraphqlContext } from '../context.ts';
import { idOf } from '../ids.ts';
import { alertRef, alertVerdictRef } from './alert.ts';
import { refusalCode } from './refusal.ts';

const alertRefusal = builder
  .objectRef<{ readonly code: RefusalCode; readonly message: string }>('AlertRefusal')
  .implement({
    description: 'Why an alert was left as it is.',
    fields: (t) => ({
      code: t.expose('code', { type: refusalCode }),
      message: t.exposeString('message', { description: 'What to do next, for people.' }),
    }),
  });

const resultRef = builder.objectRef<AlertResult>('AlertResult').implement({
  description: 'What became of one alert.',
  fields: (t) => ({
    alertId: t.exposeID('alertId'),
    changed: t.exposeBoolean('changed', { description: 'False where it was so already, or was refused.' }),
    refusal: t.field({
      type: alertRefusal,
      nullable: true,
      description: 'Null: it is as was asked.',
      // An error would be thrown instead of answered.
      resolve: ({ refusal }) => refusal && { code: refusal.code, message: refusal.message },
    }),
  }),
});

/** Defines what a mutation answers that changed some alerts. */
function defineAlertsChanged(name: string) {
  return builder.objectRef<{ readonly results: readonly AlertResult[] }>(name).implement({
    description: 'What became of each alert.',
    fields: (t) => ({
      results: t.field({
        type: [resultRef],
        description: 'In the order in which they were named, each once.',
        resolve: ({ results }) => [...results],
      }),
      alerts: t.prismaField({
        type: [alertRef],
        description: 'Those that were not refused, by id, as they are now.',
        resolve: async (query, { results }, _args, { db }) => {
          const ids = results.filter(({ refusal }) => refusal === null).map(({ alertId }) => alertId);
          return await db.alert.findMany({ ...query, where: { id: { in: ids } }, orderBy: { id: 'asc' } });
        },
      }),
    }),
  });
}

const acknowledgeSuccess = defineAlertsChanged('AcknowledgeAlertsSuccess');
const resolveSuccess = defineAlertsChanged('ResolveAlertsSuccess');
const reopenSuccess = defineAlertsChanged('ReopenAlertsSuccess');
const assignSuccess = defineAlertsChanged('AssignAlertsSuccess');

const commentSuccess = builder.objectRef<{ readonly alertId: string }>('CommentOnAlertSuccess').implement({
  description: 'The alert with its new comment.',
  fields: (t) => ({
    alert: t.prismaField({
      type: alertRef,
      resolve: async (query, { alertId }, _args, { db }) =>
        await db.alert.findUniqueOrThrow({ ...query, where: { id: alertId } }),
    }),
  }),
});

const alertsArgs = builder.args((t) => ({
  workspaceId: t.id({ required: true }),
  alertIds: t.idList({ required: true, description: '1 to 100; each is changed or refused by itself.' }),
}));

builder.mutationFields((t) => ({
  acknowledgeAlerts: t.field({
    description: 'Says that somebody takes care of alerts. Members do so for their own keys, here and below.',
    type: acknowledgeSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: alertsArgs,
    resolve: async (_root, args, context) => ({
      results: await acknowledgeAlerts(context.deps, actorOf(context), alertsReach(context, args)),
    }),
  }),
  resolveAlerts: t.field({
    description:
      'Resolves alerts. What goes on is told again when it was quiet in between, or becomes more severe.',
    type: resolveSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      ...alertsArgs,
      verdict: t.arg({
        type: alertVerdictRef,
        description: 'The detector learns from it. Can also be given or changed later.',
      }),
      comment: t.arg.string({ description: '1 to 4,000 characters.' }),
    },
    resolve: async (_root, { verdict, comment, ...args }, context) => ({
      results: await resolveAlerts(context.deps, actorOf(context), {
        ...alertsReach(context, args),
        verdict,
        comment,
      }),
    }),
  }),
  reopenAlerts: t.field({
    description: 'Opens alerts again, also acknowledged ones; they stay open for half an hour at least.',
    type: reopenSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: alertsArgs,
    resolve: async (_root, args, context) => ({
      results: await reopenAlerts(context.deps, actorOf(context), alertsReach(context, args)),
    }),
  }),
  assignAlerts: t.field({
    description: 'Gives alerts to somebody, or to nobody.',
    type: assignSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      ...alertsArgs,
      userId: t.arg.id({ description: 'An owner or admin, or the member whose key it is; null: nobody.' }),
    },
    resolve: async (_root, { userId, ...args }, context) => ({
      results: await assignAlerts(context.deps, actorOf(context), {
        ...alertsReach(context, args),
        userId: userId == null ? null : idOf(userId),
      }),
    }),
  }),
  commentOnAlert: t.field({
    description: 'Says something about an alert, whatever its state.',
    type: commentSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      alertId: t.arg.id({ required: true, description: 'What is talked about.' }),
      text: t.arg.string({ required: true, description: '1 to 4,000 characters.' }),
    },
    resolve: async (_root, { workspaceId, alertId, text }, context) =>
      await commentOnAlert(context.deps, actorOf(context), {
        workspaceId,
        alertId: idOf(alertId),
        text,
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
}));

function alertsReach(
  context: GraphqlContext,
  args: { readonly workspaceId: string; readonly alertIds: readonly string[] },
): AlertsReach {
  const { workspaceId, alertIds } = args;
  const ownerId = confinedOwner(accessOf(context), workspaceId);
  return { workspaceId, alertIds: alertIds.map(idOf), ownerId };
}
