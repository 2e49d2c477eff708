import { type DeniedBreakdown, type DeniedCode, readDenials } from '../../actions/read-denials.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { busiestArgs, readUsageFilter } from './usage-filter.ts';
import { decisionCodeRef, usageGroupRef } from './usage-totals.ts';

const deniedCode = builder.objectRef<DeniedCode>('DeniedCode').implement({
  description: 'How often requests were denied for one reason.',
  fields: (t) => ({
    code: t.expose('code', { type: decisionCodeRef }),
    requests: t.expose('requests', { type: 'Count' }),
  }),
});

const deniedGroup = builder.objectRef<DeniedBreakdown['groups'][number]>('DeniedGroup').implement({
  description: 'Why requests of one key or server were denied.',
  fields: (t) => ({
    group: t.expose('group', {
      type: usageGroupRef,
      description: 'With denied requests alone in its counts.',
    }),
    codes: t.expose('codes', { type: [deniedCode], description: 'The most frequent first.' }),
  }),
});

const deniedBreakdown = builder.objectRef<DeniedBreakdown>('DeniedBreakdown').implement({
  description: 'Why requests were denied, in all and by key or server.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', resolve: ({ range }) => new Date(range.from) }),
    to: t.field({ type: 'DateTime', resolve: ({ range }) => new Date(range.to) }),
    completeThrough: t.expose('completeThrough', { type: 'DateTime', nullable: true }),
    lostEvents: t.expose('lostEvents', { type: 'Count', description: 'As of `usage`.' }),
    requests: t.expose('requests', { type: 'Count', description: 'How many were denied.' }),
    codes: t.expose('codes', { type: [deniedCode], description: 'The most frequent first.' }),
    groups: t.expose('groups', {
      type: [deniedGroup],
      description: 'Those with most of them first, the rest last.',
    }),
  }),
});

builder.queryField('deniedBreakdown', (t) =>
  t.field({
    type: deniedBreakdown,
    description:
      'Why requests in `[from, to)` were denied. The span is widened to whole hours by UTC, to days where it begins more ' +
      'than 400 days ago. Members see their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: busiestArgs,
    resolve: async (_root, { workspaceId, ...args }, context) =>
      await readDenials(context.read, context.deps, {
        ...args,
        filter: readUsageFilter(accessOf(context), workspaceId, args.filter),
      }),
  }),
);
