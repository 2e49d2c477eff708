import { type AlertFeedEntry, findAlertFeed } from '../../storage/alert-feed.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { followPoll } from '../follow-poll.ts';
import { REQUEST_MS_MAX } from '../tenancy.ts';
import { alertRef } from './alert.ts';
import { alertChangeRef, changeOf } from './alert-entry.ts';

/** Transactions end within a minute: what is told of an earlier instant than this is seen by everybody. */
const WINDOW_MS = 120_000;
/** What somebody may have missed who had to connect again. */
const REPEATED_MS = 10_000;

const raisedRef = builder.objectRef<AlertFeedEntry>('AlertRaised').implement({
  description: 'Something that became of an alert.',
  fields: (t) => ({
    entryId: t.exposeID('id', {
      description: 'That of the entry of its history; the same one is told once.',
    }),
    at: t.expose('at', { type: 'DateTime' }),
    change: t.field({ type: alertChangeRef, resolve: ({ change }) => changeOf(change) }),
    alert: t.prismaField({
      type: alertRef,
      description: 'As it is now.',
      resolve: async (query, { alertId }, _args, { db }) =>
        await db.alert.findUniqueOrThrow({ ...query, where: { id: alertId } }),
    }),
  }),
});

builder.subscriptionField('alertRaised', (t) =>
  t.field({
    type: raisedRef,
    description:
      'Alerts as they are opened, also muted ones, and all that becomes of them, over server-sent events: within two seconds, from ten ' +
      'seconds before the beginning on. Ends with the session or token, or when the role in the workspace is another ' +
      'one. Members are told of their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      changes: t.arg({ type: [alertChangeRef], description: 'Only these; left out: all.' }),
    },
    subscribe: (_root, args, context) => {
      const workspaceId = args.workspaceId.toLowerCase();
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const { now, storage } = context.deps;
      const of = { name: `alerts of ${workspaceId} ${ownerId ?? ''}`, workspaceId };
      const from = now().getTime() - REPEATED_MS;
      const readings = followPoll(context, of, async () => {
        const since = new Date(now().getTime() - WINDOW_MS);
        const read = storage.reader({ statementMsMax: REQUEST_MS_MAX });
        return await findAlertFeed(read, { workspaceId, ownerId, since });
      });
      const changes = args.changes == null ? null : new Set<string>(args.changes);
      return tellOnce(readings, ({ at, change }) => at.getTime() >= from && (changes?.has(change) ?? true));
    },
    resolve: (entry) => entry,
  }),
);

/** Each wanted entry of the readings, which overlap, once. */
async function* tellOnce(
  readings: AsyncGenerator<AlertFeedEntry[]>,
  isWanted: (entry: AlertFeedEntry) => boolean,
): AsyncGenerator<AlertFeedEntry> {
  let seen = new Set<string>();
  for await (const reading of readings) {
    const before = seen;
    seen = new Set(reading.map(({ id }) => id));
    for (const entry of reading) if (!before.has(entry.id) && isWanted(entry)) yield entry;
  }
}
