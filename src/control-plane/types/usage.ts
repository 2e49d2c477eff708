import { readUsage, type UsageReport } from '../../actions/read-usage.ts';
import { USAGE_DIMENSIONS } from '../../core/usage/dimension.ts';
import { GRANULARITIES } from '../../core/usage/range.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { readUsageFilter, usageFilterInput } from './usage-filter.ts';
import { usageGroupRef, usageTotalsRef } from './usage-totals.ts';

const granularity = builder.enumType('Granularity', {
  description: 'The steps of a series.',
  values: GRANULARITIES,
});

const dimension = builder.enumType('UsageDimension', {
  description: 'What usage can be grouped by.',
  values: USAGE_DIMENSIONS,
});

const previousUsage = builder.objectRef<NonNullable<UsageReport['previous']>>('PreviousUsage').implement({
  description: 'The span just before, with as many steps.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', resolve: ({ from }) => new Date(from) }),
    to: t.field({ type: 'DateTime', resolve: ({ to }) => new Date(to) }),
    totals: t.expose('totals', { type: usageTotalsRef }),
  }),
});

const usageReport = builder.objectRef<UsageReport>('UsageReport').implement({
  description: 'Usage of a span, in all and by group.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', resolve: ({ range }) => new Date(range.from) }),
    to: t.field({
      type: 'DateTime',
      description: 'The range `[from, to)` that was read: the one asked for, widened to whole steps.',
      resolve: ({ range }) => new Date(range.to),
    }),
    completeThrough: t.expose('completeThrough', {
      type: 'DateTime',
      nullable: true,
      description:
        'Everything acknowledged before this instant is counted here; null: nothing was rolled up yet.',
    }),
    lostEvents: t.expose('lostEvents', {
      type: 'Count',
      description:
        'Answered requests of the workspace in this span, of whatever key, that are known by number to be counted nowhere: ' +
        'they were decided while Redis was away, and found no room to wait or ended with their process. What has no ' +
        'known number is logged, and counted in the metric `keywatch_unreadable_cells_total`.',
    }),
    totals: t.expose('totals', { type: usageTotalsRef }),
    groups: t.expose('groups', {
      type: [usageGroupRef],
      description: 'The largest first, the rest last; one where not grouped.',
    }),
    groupsLeftOut: t.expose('groupsLeftOut', {
      type: 'Count',
      description: 'Groups beyond `top`; they are in the rest.',
    }),
    previous: t.expose('previous', {
      type: previousUsage,
      nullable: true,
      description: 'Null without `compare`.',
    }),
  }),
});

builder.queryField('usage', (t) =>
  t.field({
    type: usageReport,
    description:
      'Usage in `[from, to)`. At most 7 days by MINUTE, 400 by HOUR and 3,660 by DAY; minutes are kept for 7 days, hours ' +
      'for 400, days by UTC for ever. Backfills of more than 6 days ago are counted by HOUR and DAY only. At most ' +
      '100,000 points: steps by groups. Members see their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      from: t.arg({ type: 'DateTime', required: true, description: 'Where the span begins.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'Where it ends, itself not in it.' }),
      granularity: t.arg({ type: granularity, required: true, description: 'The steps of the series.' }),
      timeZone: t.arg.string({
        description:
          'Whose clocks hours and days follow, such as `Asia/Kathmandu` or `+05:45`, with daylight saving; left out: ' +
          'UTC. Other days than those of UTC are summed from hours and kept as long as these.',
      }),
      filter: t.arg({ type: usageFilterInput, description: 'Left out: all usage.' }),
      groupBy: t.arg({
        type: [dimension],
        required: true,
        defaultValue: [],
        description: 'A group for each combination of these; at most 3.',
      }),
      metadata: t.arg.string({ description: 'The name in the metadata that METADATA groups by.' }),
      top: t.arg.int({
        description:
          'How many groups; at most 1,000. The others are summed as `rest`. Left out: 100, or as many as there may be ' +
          'points.',
      }),
      compare: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Whether to tell the totals of as many steps just before, too.',
      }),
    },
    resolve: async (_root, { workspaceId, ...args }, context) =>
      await readUsage(context.read, context.deps, {
        from: args.from,
        to: args.to,
        granularity: args.granularity,
        timeZone: args.timeZone ?? undefined,
        grouping: { by: args.groupBy, metadata: args.metadata ?? undefined },
        top: args.top ?? undefined,
        compare: args.compare,
        filter: readUsageFilter(accessOf(context), workspaceId, args.filter),
      }),
  }),
);
