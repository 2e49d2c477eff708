import type { ChangedKey } from '../../actions/change-key.ts';
import { deleteKey } from '../../actions/delete-key.ts';
import { resumeKey } from '../../actions/resume-key.ts';
import { revealKey } from '../../actions/reveal-key.ts';
import { revokeKey } from '../../actions/revoke-key.ts';
import { suspendKey } from '../../actions/suspend-key.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { keyRef } from './key.ts';
import { defineKeyChanged, reachOf } from './key-changed.ts';
import { resolveKey } from './key-of.ts';
import { propagationRef } from './server.ts';

const suspendKeySuccess = defineKeyChanged('SuspendApiKeySuccess');
const resumeKeySuccess = defineKeyChanged('ResumeApiKeySuccess');
const revokeKeySuccess = defineKeyChanged('RevokeApiKeySuccess');

const deleteKeySuccess = builder.objectRef<ChangedKey>('DeleteApiKeySuccess').implement({
  description: 'A key that is found no more.',
  fields: (t) => ({
    deletedKeyId: t.exposeID('keyId'),
    propagation: t.expose('propagation', { type: propagationRef }),
  }),
});

const revealKeySuccess = builder
  .objectRef<{ readonly keyId: string; readonly secret: string }>('RevealApiKeySuccess')
  .implement({
    description: 'A recoverable key with its secret.',
    fields: (t) => ({
      key: t.prismaField({
        type: keyRef,
        resolve: resolveKey,
      }),
      secret: t.exposeString('secret'),
    }),
  });

builder.mutationFields((t) => ({
  suspendApiKey: t.field({
    description: 'Suspends a key: it opens nothing until it is resumed.',
    type: suspendKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true }),
      reason: t.arg.string({ description: 'For the audit log, at most 500 characters.' }),
    },
    resolve: async (_root, { reason, ...args }, context) =>
      await suspendKey(context.deps, actorOf(context), { ...reachOf(context, args), reason }),
  }),
  resumeApiKey: t.field({
    description:
      'Lets a suspended key open again what it opened. Members resume what they suspended themselves.',
    type: resumeKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: { workspaceId: t.arg.id({ required: true }), keyId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) =>
      await resumeKey(context.deps, actorOf(context), reachOf(context, args)),
  }),
  revokeApiKey: t.field({
    description:
      'Revokes a key for good. When it answers DONE, no verifier anywhere accepts the key any more.',
    type: revokeKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: { workspaceId: t.arg.id({ required: true }), keyId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) =>
      await revokeKey(context.deps, actorOf(context), reachOf(context, args)),
  }),
  deleteApiKey: t.field({
    description:
      'Revokes a key and takes it off all lists. What it did stays in the usage and the audit log.',
    type: deleteKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: { workspaceId: t.arg.id({ required: true }), keyId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) =>
      await deleteKey(context.deps, actorOf(context), reachOf(context, args)),
  }),
  revealApiKey: t.field({
    description: 'Shows the secret of a recoverable key again. The audit log notes who looked.',
    type: revealKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: { workspaceId: t.arg.id({ required: true }), keyId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) =>
      await revealKey(context.deps, actorOf(context), reachOf(context, args)),
  }),
}));
