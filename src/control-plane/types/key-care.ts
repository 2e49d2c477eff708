import { isFullAccess, keyWarnings } from '../../core/key/warnings.ts';
import { REMINDERS, rotationDueAt } from '../../core/reminder.ts';
import { builder } from '../builder.ts';
import { keyRef, OPENED } from './key.ts';
import { withServersOf } from './servers-of.ts';

const reminderKind = builder.enumType('KeyReminderKind', {
  description: 'What people are reminded of; webhooks are told as `key.expiring` or `key.rotation_due`.',
  values: REMINDERS,
});

const reminderRef = builder.prismaObject('KeyReminder', {
  description: 'Something that people were reminded of.',
  select: { keyId: true, kind: true },
  fields: (t) => ({
    kind: t.field({
      type: reminderKind,
      select: { kind: true },
      resolve: ({ kind }) => {
        const known = REMINDERS.find((each) => each === kind);
        if (known === undefined) throw new Error(`There is no reminder of the kind ${kind}.`);
        return known;
      },
    }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

builder.prismaObjectFields(keyRef, (t) => ({
  rotationDueAt: t.field({
    type: 'DateTime',
    description: 'When it should be replaced: 90 days after it was made.',
    select: { createdAt: true },
    resolve: ({ createdAt }) => rotationDueAt({ createdAt: createdAt.getTime() }),
  }),
  reminders: t.relation('reminders', {
    type: reminderRef,
    description: 'What people were reminded of, the oldest first; each kind the last time.',
    query: { orderBy: [{ at: 'asc' }, { kind: 'asc' }] },
  }),
  hasFullAccess: t.boolean({
    description: 'Its scopes stand for every other one: `*`, or `mcp:full`.',
    select: { scopes: true },
    resolve: ({ scopes }) => isFullAccess(scopes),
  }),
  warnings: t.stringList({
    description: 'What somebody should mend about it; nothing once it is revoked or has expired.',
    select: {
      ...OPENED,
      scopes: true,
      allowCidrs: true,
      environment: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
    },
    resolve: (key, _args, context, info) => {
      const now = context.deps.now();
      if (key.allServers) return keyWarnings({ ...key, listedServers: [] }, now);
      return withServersOf(context, info, key.workspaceId, (servers) => {
        const listedServers = key.servers.flatMap(({ serverId }) => servers.get(serverId) ?? []);
        return keyWarnings({ ...key, listedServers }, now);
      });
    },
  }),
}));
