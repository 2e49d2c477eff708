import { GraphQLError } from 'graphql';
import { readUsage, type UsageReport } from '../../actions/read-usage.ts';
import { MINUTE_MS } from '../../core/usage/cell.ts';
import { opensStill } from '../../storage/access-tokens.ts';
import type { UsageFilter } from '../../storage/usage-query.ts';
import { builder } from '../builder.ts';
import { accessOf, type GraphqlContext } from '../context.ts';
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
      const ticks = context.deps.polls.follow(JSON.stringify(narrowed), () => readTick(context, narrowed));
      if (ticks !== undefined) return whileOpen(context, narrowed.workspaceId, ticks);
      throw new GraphQLError('Too many subscriptions are open here; close some, or try again later.', {
        extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
      });
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

/** Ticks between two looks at whether the reader still may see them. */
const LOOK_EVERY = 5;

async function* whileOpen<Tick>(
  { identity, access }: GraphqlContext,
  workspaceId: string,
  ticks: AsyncGenerator<Tick>,
): AsyncGenerator<Tick> {
  const role = access?.roles.get(workspaceId);
  if (access === null || role === undefined) return;
  let told = 0;
  for await (const tick of ticks) {
    const look = { tokenId: access.tokenId, workspaceId, role, now: identity.now() };
    if (told % LOOK_EVERY === 0 && !(await opensStill(identity.storage.read, look))) return;
    told += 1;
    yield tick;
  }
}
