import { Refusal } from '../../core/errors.ts';
import { decisionMeasure } from '../../core/usage/measure.ts';
import type { UsageFilter } from '../../storage/usage-query.ts';
import { type Access, confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { isId } from '../ids.ts';
import { metadataCriterion, readKeyFilter } from './key-filter.ts';
import { decisionCodeRef } from './usage-totals.ts';

/** Which usage is read. */
export const usageFilterInput = builder.inputType('UsageFilter', {
  description:
    'Narrows what is read; what is left out does not narrow. Of each list at most 1,000. What concerns keys is taken ' +
    'as the keys are now.',
  fields: (t) => ({
    keyIds: t.idList(),
    ownerIds: t.idList({ description: 'People who own the keys.' }),
    environments: t.stringList({ description: 'Of the keys, such as `production`; at most 100.' }),
    metadata: t.field({ type: metadataCriterion, description: 'Keys that have this value there.' }),
    serverIds: t.idList(),
    endpoints: t.stringList({ description: 'Exactly as they were reported.' }),
    codes: t.field({
      type: [decisionCodeRef],
      description: 'Errors, bytes and latencies are not known by code: with this they are left out.',
    }),
  }),
});

const LIST_MAX = 1_000;

/**
 * Reads a filter for the usage of a workspace; members are confined to the keys that they own. Refused with INVALID_INPUT.
 */
export function readUsageFilter(
  access: Access,
  workspaceId: string,
  given: typeof usageFilterInput.$inferInput | null | undefined,
): UsageFilter {
  const { keyIds, ownerIds, serverIds, endpoints, codes, environments, metadata } = given ?? {};
  demandShort({ keyIds, ownerIds, serverIds, endpoints });
  const ofKeys = readKeyFilter(workspaceId, { environments, metadata });
  return {
    workspaceId,
    keyIds: ids(keyIds),
    ownerIds: confine(ids(ownerIds), confinedOwner(access, workspaceId)),
    serverIds: ids(serverIds),
    environments: environments?.length === 0 ? [] : ofKeys.environments,
    metadata: ofKeys.metadata,
    // No cell holds an endpoint with NUL, and Postgres refuses to be asked.
    endpoints: endpoints?.filter((endpoint) => !endpoint.includes('\0')),
    measures: codes?.map(decisionMeasure),
  };
}

function demandShort(lists: Readonly<Record<string, readonly string[] | null | undefined>>): void {
  for (const [name, list] of Object.entries(lists)) {
    if ((list?.length ?? 0) <= LIST_MAX) continue;
    throw new Refusal('INVALID_INPUT', `filter.${name}: must have at most ${LIST_MAX}.`);
  }
}

function confine(owners: string[] | undefined, confined: string | undefined): string[] | undefined {
  if (confined === undefined) return owners;
  return owners === undefined || owners.includes(confined) ? [confined] : [];
}

/** What can be no id has no usage, like an unknown one. */
function ids(given: readonly string[] | null | undefined): string[] | undefined {
  return given?.filter(isId);
}

/** Whose usage is told apart. */
const usageOwnerDimension = builder.enumType('UsageOwnerDimension', {
  description: 'Whose usage is told apart.',
  values: ['KEY', 'SERVER'] as const,
});

/** What is asked about the busiest keys or servers of a span. */
export const busiestArgs = builder.args((t) => ({
  workspaceId: t.id({ required: true }),
  from: t.field({ type: 'DateTime', required: true, description: 'Where the span begins.' }),
  to: t.field({ type: 'DateTime', required: true, description: 'Where it ends, itself not in it.' }),
  filter: t.field({ type: usageFilterInput, description: 'Left out: all usage.' }),
  by: t.field({
    type: usageOwnerDimension,
    required: true,
    defaultValue: 'KEY',
    description: 'A group for each.',
  }),
  top: t.int({ required: true, defaultValue: 20, description: 'How many groups; at most 100.' }),
}));
