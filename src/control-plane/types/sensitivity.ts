import { setSensitivity } from '../../actions/set-sensitivity.ts';
import {
  type EffectiveSensitivity,
  effectiveSensitivity,
  SENSITIVITIES,
  type Sensitivity,
} from '../../core/sensitivity.ts';
import type { SensitivitySubject } from '../../storage/sensitivities.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { keyRef, OPENED } from './key.ts';
import { serverRef } from './server.ts';
import { withServersOf } from './servers-of.ts';
import { workspaceRef } from './workspace.ts';

export const sensitivityRef = builder.enumType('Sensitivity', {
  description:
    'How easily the detector tells of a key. OFF: it goes on to learn and tells nothing; thresholds hold.',
  values: SENSITIVITIES,
});

const setOnRef = builder.enumType('SensitivitySource', {
  description: 'Where a sensitivity was set. NOTHING: nowhere.',
  values: ['KEY', 'SERVER', 'WORKSPACE', 'NOTHING'] satisfies EffectiveSensitivity['setOn'][],
});

const effectiveRef = builder.objectRef<EffectiveSensitivity>('EffectiveSensitivity').implement({
  description:
    'What holds for a key: its own setting, else the most sensitive one of the servers on its list, else the ' +
    'workspace’s, else NORMAL. Servers do not speak for keys that open all servers.',
  fields: (t) => ({
    sensitivity: t.expose('sensitivity', { type: sensitivityRef }),
    setOn: t.expose('setOn', { type: setOnRef }),
  }),
});

const OWN = 'What was set here; null: nothing.';

builder.prismaObjectFields(keyRef, (t) => ({
  sensitivity: t.expose('sensitivity', { type: sensitivityRef, nullable: true, description: OWN }),
  effectiveSensitivity: t.field({
    type: effectiveRef,
    description: 'How easily the detector tells of it now, and why.',
    select: { ...OPENED, sensitivity: true, workspace: { select: { sensitivity: true } } },
    resolve: ({ workspaceId, sensitivity, allServers, workspace, servers }, _args, context, info) => {
      const settle = (ofServers: readonly Sensitivity[]) =>
        effectiveSensitivity({ key: sensitivity, servers: ofServers, workspace: workspace.sensitivity });
      if (allServers || servers.length === 0) return settle([]);
      return withServersOf(context, info, workspaceId, (known) =>
        settle(servers.flatMap(({ serverId }) => known.get(serverId)?.sensitivity ?? [])),
      );
    },
  }),
}));

builder.prismaObjectField(serverRef, 'sensitivity', (t) =>
  t.expose('sensitivity', { type: sensitivityRef, nullable: true, description: OWN }),
);

builder.prismaObjectField(workspaceRef, 'sensitivity', (t) =>
  t.expose('sensitivity', { type: sensitivityRef, nullable: true, description: OWN }),
);

const setSuccess = builder.objectRef<SensitivitySubject>('SetSensitivitySuccess').implement({
  description: 'What it was set on, as it is now.',
  fields: (t) => ({
    key: t.prismaField({
      type: keyRef,
      nullable: true,
      resolve: async (query, { keyId }, _args, { db }) =>
        keyId === null ? null : await db.key.findUniqueOrThrow({ ...query, where: { id: keyId } }),
    }),
    server: t.prismaField({
      type: serverRef,
      nullable: true,
      resolve: async (query, { serverId }, _args, { db }) =>
        serverId === null ? null : await db.server.findUniqueOrThrow({ ...query, where: { id: serverId } }),
    }),
    workspace: t.prismaField({
      type: workspaceRef,
      resolve: async (query, { workspaceId }, _args, { db }) =>
        await db.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } }),
    }),
  }),
});

builder.mutationField('setSensitivity', (t) =>
  t.field({
    description:
      'Says how easily the detector tells of a key, of the keys of a server, or (neither) of all. Members do so for ' +
      'their own keys.',
    type: setSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ description: 'Of this key.' }),
      serverId: t.arg.id({ description: 'Of the keys that have this server on their list.' }),
      sensitivity: t.arg({ type: sensitivityRef, description: 'Null: what is set further away holds.' }),
    },
    resolve: async (_root, { workspaceId, keyId, serverId, sensitivity }, context) =>
      await setSensitivity(context.deps, actorOf(context), {
        workspaceId,
        keyId: keyId == null ? null : idOf(keyId),
        serverId: serverId == null ? null : idOf(serverId),
        sensitivity: sensitivity ?? null,
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
);
