import { containKey } from '../../actions/contain-key.ts';
import { undoContainment } from '../../actions/undo-containment.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { restrictionRef } from './containment.ts';
import { READ_SCOPES, throttleInput } from './containment-inputs.ts';
import { defineKeyChanged, reachOf } from './key-changed.ts';

const containSuccess = defineKeyChanged('ContainApiKeySuccess');
const undoSuccess = defineKeyChanged('UndoContainmentSuccess');

builder.mutationFields((t) => ({
  containApiKey: t.field({
    description:
      'Keeps a key from something, beside its own settings, until it is undone or its time is over. Its clients are not told why.',
    type: containSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true }),
      step: t.arg({ type: restrictionRef, required: true, description: 'What the key is kept from.' }),
      minutes: t.arg.int({ description: 'How long, up to a year; left out: until it is undone.' }),
      reason: t.arg.string({ description: 'At most 500 characters.' }),
      alertId: t.arg.id({ description: 'The alert of the key that it is because of.' }),
      throttle: t.arg({ type: throttleInput, description: 'Of the step THROTTLE; left out: 10 per cent.' }),
      readScopes: t.arg.stringList({ description: READ_SCOPES }),
    },
    resolve: async (_root, args, context) => {
      const { workspaceId, keyId, alertId, minutes, ...given } = args;
      return await containKey(context.deps, actorOf(context), {
        ...reachOf(context, { workspaceId, keyId }),
        ...given,
        minutes: minutes ?? null,
        alertId: alertId == null ? null : idOf(alertId),
      });
    },
  }),
  undoContainment: t.field({
    description:
      'Takes back what was done to a key. What it had replaced holds again, unless that is over. Members undo what they did themselves.',
    type: undoSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true }),
      all: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Also what it had replaced: the key is then not contained at all.',
      }),
    },
    resolve: async (_root, { all, ...args }, context) =>
      await undoContainment(context.deps, actorOf(context), { ...reachOf(context, args), all }),
  }),
}));
