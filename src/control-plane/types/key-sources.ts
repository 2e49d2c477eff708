import { Refusal } from '../../core/errors.ts';
import { findSources, type SeenSource, type SourcePlace } from '../../storage/seen-sources.ts';
import { findDirtyHoursOf } from '../../storage/usage-query.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { pageSize, toPage } from '../paging.ts';

const sourceKind = builder.enumType('SourceKind', {
  description: 'What tells where a key was used from.',
  values: { ADDRESS: { value: 'ip' }, USER_AGENT: { value: 'ua' } } as const,
});

const source = builder.objectRef<SeenSource>('KeySource').implement({
  description: 'An address or a user agent that a key was used from.',
  fields: (t) => ({
    kind: t.expose('kind', { type: sourceKind }),
    value: t.exposeString('value', {
      description: '`other`: those beyond what is kept for a key and minute.',
    }),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime', description: 'The start of that minute.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'The start of that minute.' }),
    requests: t.expose('requests', { type: 'Count' }),
    days: t.exposeInt('days', { description: 'On how many days by UTC.' }),
  }),
});

const sourceConnection = builder.connectionObject(
  { type: source, name: 'KeySourceConnection' },
  { name: 'KeySourceEdge' },
);

builder.queryField('sources', (t) =>
  t.field({
    type: sourceConnection,
    description:
      'Where a key was used from, the last seen first. NOT_FOUND where the key is not yours to see.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true }),
      kind: t.arg({ type: sourceKind, description: 'Left out: both.' }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string({ description: 'A cursor of this list.' }),
    },
    resolve: async (_root, args, context) => {
      const { db, read } = context;
      const { workspaceId, kind } = args;
      const keyId = idOf(args.keyId);
      const take = pageSize(args) + 1;
      const after = args.after == null ? undefined : decodePlace(args.after);
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const key = await db.key.findFirst({
        select: { id: true },
        where: { id: keyId, workspaceId, deletedAt: null, ...(ownerId === undefined ? {} : { ownerId }) },
      });
      if (key === null) {
        throw new Refusal('NOT_FOUND', `There is nothing with the id \`${args.keyId}\` in this workspace.`);
      }
      const dirty = await findDirtyHoursOf(read, workspaceId, EVER);
      const rows = await findSources(read, {
        workspaceId,
        keyId,
        kind: kind ?? undefined,
        after,
        take,
        dirty,
      });
      return toPage(rows, args, encodePlace);
    },
  }),
);

const EVER = { from: 0, to: Date.UTC(9999, 0, 1) };

function encodePlace({ lastSeenAt, kind, value }: SourcePlace): string {
  return Buffer.from(`${lastSeenAt.getTime()} ${kind} ${value}`).toString('base64url');
}

function decodePlace(cursor: string): SourcePlace {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, at, kind, value] = /^(\d{1,15}) (ip|ua) ([^\0]*)$/.exec(text) ?? [];
  if (at === undefined || value === undefined) {
    throw new Refusal(
      'INVALID_INPUT',
      'after: is no cursor of this list; take `endCursor` of the page before.',
    );
  }
  return { lastSeenAt: new Date(Number(at)), kind: kind === 'ip' ? 'ip' : 'ua', value };
}
