import { readUsage, type UsageReport } from '../../actions/read-usage.ts';
import { GRANULARITIES } from '../../core/usage/range.ts';
import { USAGE_DIMENSIONS } from '../../storage/usage-sums.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { isId } from '../ids.ts';
import { usageGroupRef, usageTotalsRef } from './usage-totals.ts';

const granularity = builder.enumType('Granularity', {
  description: 'The steps of a series.',
  values: GRANULARITIES,
});

const dimension = builder.enumType('UsageDimension', {
  description: 'What usage can be grouped by.',
  values: USAGE_DIMENSIONS,
});

const filterInput = builder.inputType('UsageFilter', {
  description: 'Narrows what is read; what is left out does not narrow.',
  fields: (t) => ({
    keyIds: t.idList(),
    ownerIds: t.idList({ description: 'People who own the keys.' }),
    serverIds: t.idList(),
    endpoints: t.stringList({ description: 'Exactly as they were reported.' }),
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
    lostEvents: t.field({
      type: 'Count',
      description:
        'Acknowledged requests that are known, by number, to be lost. Always 0 so far: counts are cumulative, and are ' +
        'sent and read again until they are stored. What cannot be read or stored has no known number: each such ' +
        'cell is passed over, logged, and counted in the metric `keywatch_unreadable_cells_total` instead.',
      resolve: () => 0,
    }),
    totals: t.expose('totals', { type: usageTotalsRef }),
    groups: t.expose('groups', {
      type: [usageGroupRef],
      description: 'The largest first; one where not grouped.',
    }),
    groupsLeftOut: t.expose('groupsLeftOut', {
      type: 'Count',
      description: 'Groups beyond `top`, or beyond 100,000 points; they are in the totals.',
    }),
  }),
});

/** What can be no id has no usage, like an unknown one. */
function ids(given: readonly string[] | null | undefined): string[] | undefined {
  return given?.filter(isId);
}

builder.queryField('usage', (t) =>
  t.field({
    type: usageReport,
    description:
      'Usage in `[from, to)`, in UTC. At most 7 days by MINUTE, 400 by HOUR and 3,660 by DAY; minutes are kept for 7 ' +
      'days and hours for 400. Backfills of more than 6 days ago are counted by HOUR and DAY only. Members see their ' +
      'own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      from: t.arg({ type: 'DateTime', required: true, description: 'Where the span begins.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'Where it ends, itself not in it.' }),
      granularity: t.arg({ type: granularity, required: true, description: 'The steps of the series.' }),
      filter: t.arg({ type: filterInput, description: 'Left out: all usage.' }),
      groupBy: t.arg({
        type: [dimension],
        required: true,
        defaultValue: [],
        description: 'A group for each combination of these.',
      }),
      top: t.arg.int({ required: true, defaultValue: 100, description: 'How many groups; at most 1,000.' }),
    },
    resolve: async (_root, { workspaceId, filter, ...args }, context) => {
      const confined = confinedOwner(accessOf(context), workspaceId);
      const owners = ids(filter?.ownerIds);
      return await readUsage(context.db, context.deps, {
        ...args,
        filter: {
          workspaceId,
          keyIds: ids(filter?.keyIds),
          serverIds: ids(filter?.serverIds),
          // No cell holds an endpoint with NUL, and Postgres refuses to be asked.
          endpoints: filter?.endpoints?.filter((endpoint) => !endpoint.includes('\0')),
          ownerIds: confined === undefined ? owners : (owners ?? [confined]).filter((id) => id === confined),
        },
      });
    },
  }),
);
