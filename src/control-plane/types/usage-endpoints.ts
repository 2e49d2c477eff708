import {
  type EndpointPatterns,
  type EndpointShare,
  readEndpointPatterns,
} from '../../actions/read-endpoint-patterns.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { busiestArgs, readUsageFilter } from './usage-filter.ts';
import { usageGroupRef, usageTotalsRef } from './usage-totals.ts';

const endpointShare = builder.objectRef<EndpointShare>('EndpointShare').implement({
  description: 'What a key or server has to do with one endpoint.',
  fields: (t) => ({
    endpoint: t.exposeString('endpoint', { description: 'As it was reported; empty where none was.' }),
    share: t.exposeFloat('share', { description: 'Of the requests of its key or server, from 0 to 1.' }),
    totals: t.expose('totals', { type: usageTotalsRef }),
  }),
});

const endpointPattern = builder.objectRef<EndpointPatterns['groups'][number]>('EndpointPattern').implement({
  description: 'Which endpoints one key or server uses.',
  fields: (t) => ({
    group: t.expose('group', { type: usageGroupRef, description: 'With all its endpoints.' }),
    endpoints: t.expose('endpoints', { type: [endpointShare], description: 'The most used first.' }),
  }),
});

const endpointPatterns = builder.objectRef<EndpointPatterns>('EndpointPatterns').implement({
  description: 'Which endpoints keys or servers use.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', resolve: ({ range }) => new Date(range.from) }),
    to: t.field({ type: 'DateTime', resolve: ({ range }) => new Date(range.to) }),
    completeThrough: t.expose('completeThrough', { type: 'DateTime', nullable: true }),
    lostEvents: t.expose('lostEvents', { type: 'Count', description: 'As of `usage`.' }),
    groups: t.expose('groups', { type: [endpointPattern], description: 'Those with most requests first.' }),
  }),
});

builder.queryField('endpointPatterns', (t) =>
  t.field({
    type: endpointPatterns,
    description:
      'Which endpoints the busiest keys or servers used in `[from, to)`, widened as for `deniedBreakdown`. Members see ' +
      'their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      ...busiestArgs,
      endpoints: t.arg.int({
        required: true,
        defaultValue: 10,
        description: 'How many of each; at most 50.',
      }),
    },
    resolve: async (_root, { workspaceId, endpoints, ...args }, context) =>
      await readEndpointPatterns(context.read, context.deps, {
        ...args,
        endpointsMax: endpoints,
        filter: readUsageFilter(accessOf(context), workspaceId, args.filter),
      }),
  }),
);
