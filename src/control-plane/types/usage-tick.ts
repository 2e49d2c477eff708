import { readUsage, type UsageReport } from '../../actions/read-usage.ts';
import { MINUTE_MS } from '../../core/usage/cell.ts';
import type { UsageFilter } from '../../storage/usage-query.ts';
import { builder } from '../builder.ts';
import { accessOf, type GraphqlContext } from '../context.ts';
import { followPoll } from '../follow-poll.ts';
import { REQUEST_MS_MAX } from '../tenancy.ts';
import { readUsageFilter, usageFilterInput } from './usage-filter.ts';
import { usagePointRef } from './usage-totals.ts';

const usageTick = builder.objectRef<UsageReport>('UsageTick').implement({
  description: 'What was counted in the open minute and the one before.',
  fields: (t) => ({
    completeThrough: t.expose('completeThrough', {
      type: 'DateTime',
      nullable: true,
      description: 'Everything acknowledged before this instant is counted here.',
    }),
    lostEvents: t.expose('lostEvents', {
      type: 'Count',
      description: 'As of `usage`, in these two minutes.',
    }),
    minutes: t.field({
      type: [usagePointRef],
      description: 'The last closed minute and the open one, whose counts still grow.',
      resolve: ({ groups }) => [...(groups[0]?.series ?? [])],
    }),
  }),
});

builder.subscriptionField('usageTick', (t) =>
  t.field({
    type: usageTick,
    description:
      'Usage of this minute, once a second, over server-sent events. Ends with the session or token, or when the role in the ' +
      'workspace is another one. Members see their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      filter: t.arg({ type: usageFilterInput, description: 'Left out: all usage.' }),
    },
    subscribe: (_root, { workspaceId, filter }, context) => {
      const narrowed = readUsageFilter(accessOf(context), workspaceId.toLowerCase(), filter);
      const of = { name: JSON.stringify(narrowed), workspaceId: narrowed.workspaceId };
      return followPoll(context, of, () => readTick(context, narrowed));
    },
    resolve: (tick) => tick,
  }),
);

async function readTick({ deps }: GraphqlContext, filter: UsageFilter): Promise<UsageReport> {
  const now = deps.now().getTime();
  return await readUsage(deps.storage.reader({ statementMsMax: REQUEST_MS_MAX }), deps, {
    from: new Date(now - MINUTE_MS),
    to: new Date(now + 1),
    granularity: 'MINUTE',
    filter,
    grouping: { by: [] },
  });
}
