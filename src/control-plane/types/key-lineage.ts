import { queryFromInfo } from '@pothos/plugin-prisma';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Prisma } from '../../storage/generated/client.ts';
import { KEY_SELECT } from '../../storage/key-page.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { keyRef } from './key.ts';

builder.prismaObjectFields(keyRef, (t) => ({
  rotatedFrom: t.field({
    type: keyRef,
    nullable: true,
    description: 'The key that this one replaced.',
    select: (_args, _context, nestedSelection) => ({
      rotatedFrom: nestedSelection({ select: { ...KEY_SELECT, deletedAt: true } }),
    }),
    resolve: ({ rotatedFrom }) => (rotatedFrom?.deletedAt === null ? rotatedFrom : null),
  }),
  rotatedTo: t.field({
    type: keyRef,
    nullable: true,
    description: 'The key that replaced this one.',
    select: (_args, _context, nestedSelection) => ({
      rotatedTo: nestedSelection({ select: { ...KEY_SELECT, deletedAt: true } }),
    }),
    resolve: ({ rotatedTo }) => (rotatedTo?.deletedAt === null ? rotatedTo : null),
  }),
  lineage: t.field({
    type: [keyRef],
    description: 'The keys of its line, this one as well, the newest first.',
    select: { id: true, workspaceId: true, lineageId: true },
    resolve: async (key, _args, context, info) => await loadLine(context, info, key),
  }),
}));

const LINE_COLUMNS = { ...KEY_SELECT, lineageId: true } as const;

type LineKey = Prisma.KeyGetPayload<{ select: typeof LINE_COLUMNS }>;

type Member = Pick<LineKey, 'id' | 'workspaceId' | 'lineageId'>;

/** The lines that one field of an operation asks for, read together. */
interface Batch {
  readonly members: Member[];
  readonly lines: Promise<Map<string, LineKey[]>>;
}

const batches = new WeakMap<GraphqlContext, Map<FieldNode, Batch>>();

/** One statement for all keys of a list: those of the same field come in the same turn. */
async function loadLine(context: GraphqlContext, info: GraphQLResolveInfo, key: Member): Promise<LineKey[]> {
  const ofContext = batches.get(context) ?? new Map<FieldNode, Batch>();
  batches.set(context, ofContext);
  const [field] = info.fieldNodes;
  if (field === undefined) return [];
  const batch = ofContext.get(field) ?? beginBatch(context, info, () => ofContext.delete(field));
  ofContext.set(field, batch);
  batch.members.push(key);
  return (await batch.lines).get(firstOf(key)) ?? [];
}

function beginBatch(context: GraphqlContext, info: GraphQLResolveInfo, close: () => void): Batch {
  const members: Member[] = [];
  const read = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    close();
    const firsts = [...new Set(members.map(firstOf))];
    const { select } = queryFromInfo({
      context,
      info,
      select: LINE_COLUMNS,
    });
    const rows = await context.db.key.findMany({
      select,
      where: {
        workspaceId: { in: [...new Set(members.map(({ workspaceId }) => workspaceId))] },
        OR: [{ id: { in: firsts } }, { lineageId: { in: firsts } }],
        deletedAt: null,
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    return Map.groupBy(rows, firstOf);
  };
  return { members, lines: read() };
}

function firstOf({ id, lineageId }: Member): string {
  return lineageId ?? id;
}
