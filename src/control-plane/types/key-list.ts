import { queryFromInfo } from '@pothos/plugin-prisma';
import { Refusal } from '../../core/errors.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import { countKeys, findKeyPage, KEY_SELECT, KEY_SORT_FIELDS, type KeyRow } from '../../storage/key-page.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, type GraphqlContext } from '../context.ts';
import { idOf } from '../ids.ts';
import { DEFAULT_KEY_SORT, keyCursor, readKeyCursor } from '../key-places.ts';
import { pageSize, toPage } from '../paging.ts';
import { keyRef } from './key.ts';
import { keyFilterInput, readKeyFilter } from './key-filter.ts';
import { readServersOf } from './servers-of.ts';

const sortField = builder.enumType('KeySortField', {
  description: 'What a list of keys is ordered by; names as the database sorts texts.',
  values: KEY_SORT_FIELDS,
});
const sortDirection = builder.enumType('SortDirection', {
  description: 'ASC: the earliest or smallest first.',
  values: ['ASC', 'DESC'] as const,
});

const keySort = builder.inputType('KeySort', {
  description: 'Keys that are alike stand in the order of their ids; those that lack the time stand last.',
  fields: (t) => ({
    by: t.field({
      type: sortField,
      required: true,
      defaultValue: DEFAULT_KEY_SORT.by,
      description: 'Left out: by when they were made.',
    }),
    direction: t.field({
      type: sortDirection,
      required: true,
      defaultValue: DEFAULT_KEY_SORT.direction,
      description: 'Left out: the latest first, names from the end of the alphabet.',
    }),
  }),
});

const keyEdge = builder.edgeObject({ type: keyRef, name: 'KeyEdge' });

interface KeyPage {
  readonly edges: (typeof keyEdge.$inferType)[];
  readonly pageInfo: ReturnType<typeof toPage>['pageInfo'];
  readonly count: () => Promise<number>;
}

const keyConnection = builder.objectRef<KeyPage>('KeyConnection').implement({
  fields: (t) => ({
    edges: t.field({ type: [keyEdge], resolve: ({ edges }) => edges }),
    pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.int({
      description: 'How many keys fit the filter; counted only when asked for.',
      resolve: async ({ count }) => await count(),
    }),
  }),
});

/*
 * With 100,000 keys in the workspace (Postgres 15, through HTTP, on a machine with other work): 7 to 30 ms by creation,
 * name and earliest expiry, which walk an index; 37 ms for 100 keys with some metadata. By last use, and by the latest
 * expiry, 115 to 160 ms: a scan with a heap for the page's rows. An index on the last use would be written with each
 * minute of each key. A text or scope that no key has, 0.3 to 0.5 s: under row-level security ILIKE and && only filter.
 * The total of all keys costs 75 ms more.
 */
builder.queryField('keys', (t) =>
  t.field({
    type: keyConnection,
    description: 'Keys, the newest first where not sorted otherwise. Members see their own ones.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'keys:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      filter: t.arg({
        type: keyFilterInput,
        description: 'Left out: all that you may see, revoked ones too. Deleted keys are on no list.',
      }),
      sort: t.arg({ type: keySort, description: 'Left out: the newest first.' }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string({ description: 'A cursor of a list with the same sort.' }),
    },
    resolve: async (_root, args, context, info) => {
      const { workspaceId } = args;
      const { db, read, deps } = context;
      const sort = args.sort ?? DEFAULT_KEY_SORT;
      const query = {
        filter: readKeyFilter(workspaceId, args.filter),
        confinedTo: confinedOwner(accessOf(context), workspaceId),
        sort,
        after: args.after == null ? undefined : readKeyCursor(sort, args.after),
        take: pageSize(args) + 1,
        now: deps.now(),
      };
      const { select } = queryFromInfo({ context, info, path: ['edges', 'node'], select: KEY_SELECT });
      const [rows] = await Promise.all([findKeyPage(read, query), readServersOf(context, info, workspaceId)]);
      const page = toPage(rows, args, (key) => keyCursor(sort, key));
      return {
        ...page,
        edges: isRead(select) ? page.edges : await readRest(db, page.edges, select),
        count: async () => await countKeys(read, query),
      };
    },
  }),
);

/** Tells whether a page's rows already have what is selected of them. */
function isRead(select: object): boolean {
  return Object.keys(select).every((name) => name in KEY_SELECT);
}

/** Reads what few lists show, for all keys of a page at once. */
async function readRest<Edge extends { readonly node: KeyRow }>(
  db: GraphqlContext['db'],
  edges: readonly Edge[],
  select: Prisma.KeySelect,
) {
  const keys = await db.key.findMany({ select, where: { id: { in: edges.map(({ node }) => node.id) } } });
  const byId = new Map(keys.map((key) => [key.id, key]));
  // One that was deleted meanwhile keeps the columns that were read.
  return edges.map((edge) => ({ ...edge, node: { ...edge.node, ...byId.get(edge.node.id) } }));
}

builder.queryField('key', (t) =>
  t.prismaField({
    type: keyRef,
    description: 'One key. NOT_FOUND where the workspace has none of this id, or it is not yours to see.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'keys:read'] }),
    args: { workspaceId: t.arg.id({ required: true }), id: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId, id }, context) => {
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const key = await context.db.key.findFirst({
        ...query,
        where: { id: idOf(id), workspaceId, deletedAt: null, ...(ownerId === undefined ? {} : { ownerId }) },
      });
      if (key !== null) return key;
      throw new Refusal('NOT_FOUND', `There is nothing with the id \`${id}\` in this workspace.`);
    },
  }),
);
