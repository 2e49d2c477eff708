import { setLeakAction } from '../../actions/set-leak-action.ts';
import { KEY_FORMATS } from '../../core/key/template.ts';
import { type LeakPattern, leakPatterns, standaloneRegex } from '../../core/leak/pattern.ts';
import { findKeyFormats } from '../../storage/leaks.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { keyRef } from './key.ts';
import { workspaceRef } from './workspace.ts';

const leakActionRef = builder.enumType('LeakAction', {
  description: 'What becomes of a key that is found where others can read it.',
  values: {
    SUSPEND: { description: 'It is contained until somebody undoes that.' },
    REVOKE: { description: 'It is revoked for good.' },
  } as const,
});

const LEAKS_MAX = 100;

const leakRef = builder.prismaObject('Leak', {
  description: 'A place where a key was found. Each is told once.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.relation('key', { type: keyRef }),
    reporter: t.exposeString('reporter', {
      description: 'GITHUB, TOKEN (a machine of the workspace) or HOLDER (somebody who has the key).',
    }),
    source: t.exposeString('source'),
    url: t.exposeString('url', { nullable: true }),
    action: t.expose('action', {
      type: leakActionRef,
      nullable: true,
      description: 'Null: the key was dead already.',
    }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

const leakPatternRef = builder.objectRef<LeakPattern>('LeakPattern').implement({
  description:
    'How keys of one format are found in texts. The last six characters of a key are a checksum (docs/leaks.md), which no pattern can check.',
  fields: (t) => ({
    id: t.exposeID('id'),
    format: t.exposeString('format'),
    regex: t.exposeString('regex', { description: 'Matches a key and nothing around it.' }),
    standaloneRegex: t.string({
      description: 'For scanners that know no before and after: the key is its only group.',
      resolve: standaloneRegex,
    }),
    keyword: t.exposeString('keyword', { description: 'What every key begins with.' }),
    examples: t.exposeStringList('examples', { description: 'Keys with right checksums that open nothing.' }),
    nearMisses: t.exposeStringList('nearMisses', { description: 'Texts that must not match.' }),
  }),
});

const setLeakActionSuccess = builder
  .objectRef<{ readonly workspaceId: string }>('SetLeakActionSuccess')
  .implement({
    fields: (t) => ({
      workspace: t.prismaField({
        type: workspaceRef,
        resolve: async (query, { workspaceId }, _args, { db }) =>
          await db.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } }),
      }),
    }),
  });

builder.prismaObjectField(workspaceRef, 'leakAction', (t) =>
  t.expose('leakAction', { type: leakActionRef, description: 'What becomes of keys that leak.' }),
);

builder.queryFields((t) => ({
  leaks: t.prismaField({
    type: [leakRef],
    description: 'Where keys were found, the newest first, at most 100.',
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'alerts:read'] }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId }, { db }) =>
      await db.leak.findMany({
        ...query,
        where: { workspaceId },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: LEAKS_MAX,
      }),
  }),
  leakPatterns: t.field({
    type: [leakPatternRef],
    description:
      'How the keys of a workspace are found in texts, by each format that it has or had. As files: GET /api/leak-patterns.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'keys:read'] }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (_root, { workspaceId }, { db }) =>
      patternsOf(await findKeyFormats(db, idOf(workspaceId))),
  }),
}));

builder.mutationField('setLeakAction', (t) =>
  t.field({
    type: setLeakActionSuccess,
    description: 'Sets what becomes of keys of a workspace that are found where others can read them.',
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      action: t.arg({ type: leakActionRef, required: true, description: 'SUSPEND where nobody has said.' }),
    },
    resolve: async (_root, { workspaceId, action }, context) =>
      await setLeakAction(context.deps, actorOf(context), { workspaceId: idOf(workspaceId), action }),
  }),
);

/** Keys without a format are Keywatch's own. */
export function patternsOf(formats: readonly string[]): LeakPattern[] {
  return leakPatterns([KEY_FORMATS.KEYWATCH, ...formats]);
}
