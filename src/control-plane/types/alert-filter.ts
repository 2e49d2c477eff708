import { z } from 'zod';
import { instantInput, parseInput } from '../../actions/parse-input.ts';
import { ALERT_STATES, SEVERITIES } from '../../core/alert.ts';
import { ALERT_VERDICTS } from '../../core/alert-action.ts';
import { ALERT_KINDS } from '../../core/alert-kind.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import { builder } from '../builder.ts';
import { isId } from '../ids.ts';
import { alertStateRef, alertVerdictRef, severityRef } from './alert.ts';

/** Which alerts are listed or counted. */
export const alertFilterInput = builder.inputType('AlertFilter', {
  description:
    'What is left out restricts nothing; an alert has to fit all that is given, and of a list one entry. Lists have at ' +
    'most 100 entries. What concerns keys is taken as the keys are now.',
  fields: (t) => ({
    states: t.field({ type: [alertStateRef], description: 'In one of these states.' }),
    severities: t.field({ type: [severityRef], description: 'Exactly as bad as one of these.' }),
    kinds: t.stringList({ description: 'Of `alertKinds`, such as `spike`.' }),
    keyIds: t.idList(),
    serverIds: t.idList({ description: 'Of keys that open one of these servers, also by opening all.' }),
    ownerIds: t.idList({ description: 'Of keys that one of these users owns.' }),
    assigneeIds: t.idList({ description: 'That one of these users takes care of.' }),
    assigned: t.boolean({ description: 'True: that somebody takes care of. False: nobody.' }),
    ofWorkspace: t.boolean({ description: 'True: about the workspace as a whole. False: about keys.' }),
    verdicts: t.field({ type: [alertVerdictRef], description: 'Found to be one of these.' }),
    openedFrom: t.field({ type: 'DateTime', description: 'Opened at this instant or later.' }),
    openedBefore: t.field({ type: 'DateTime', description: 'Opened before this instant.' }),
  }),
});

const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(entry).max(100, 'must have at most 100').nullish();

/** What can be no id has no alert, like an unknown one. */
const ids = listOf(z.string()).transform((given) => given?.filter(isId));

const schema = z.object({
  filter: z.object({
    states: listOf(z.enum(ALERT_STATES)),
    severities: listOf(z.enum(SEVERITIES)),
    kinds: listOf(z.enum(ALERT_KINDS, `must be one of ${ALERT_KINDS.join(', ')}`)),
    keyIds: ids,
    serverIds: ids,
    ownerIds: ids,
    assigneeIds: ids,
    assigned: z.boolean().nullish(),
    ofWorkspace: z.boolean().nullish(),
    verdicts: listOf(z.enum(ALERT_VERDICTS)),
    openedFrom: instantInput.nullish(),
    openedBefore: instantInput.nullish(),
  }),
});

/**
 * The condition on a workspace's alerts that a filter stands for, within the keys of one owner where it is confined to
 * them. Refused with INVALID_INPUT.
 */
export function alertWhere(
  of: { readonly workspaceId: string; readonly ownerId: string | undefined },
  given: typeof alertFilterInput.$inferInput | null | undefined,
): Prisma.AlertWhereInput {
  const { filter } = parseInput(schema, { filter: (given ?? {}) as z.input<typeof schema>['filter'] });
  return {
    workspaceId: of.workspaceId,
    AND: [
      when(of.ownerId, (ownerId) => ({ key: { ownerId } })),
      when(filter.states, (states) => ({ state: { in: states } })),
      when(filter.severities, (severities) => ({ severity: { in: severities } })),
      when(filter.kinds, (kinds) => ({ kind: { in: kinds } })),
      when(filter.keyIds, (keyIds) => ({ keyId: { in: keyIds } })),
      when(filter.serverIds, (serverIds) => ({
        key: { OR: [{ allServers: true }, { servers: { some: { serverId: { in: serverIds } } } }] },
      })),
      when(filter.ownerIds, (ownerIds) => ({ key: { ownerId: { in: ownerIds } } })),
      when(filter.assigneeIds, (assigneeIds) => ({ assigneeId: { in: assigneeIds } })),
      when(filter.assigned, (assigned) => ({ assigneeId: assigned ? { not: null } : null })),
      when(filter.ofWorkspace, (ofWorkspace) => ({ keyId: ofWorkspace ? null : { not: null } })),
      when(filter.verdicts, (verdicts) => ({ verdict: { in: verdicts } })),
      when(filter.openedFrom, (openedFrom) => ({ openedAt: { gte: openedFrom } })),
      when(filter.openedBefore, (openedBefore) => ({ openedAt: { lt: openedBefore } })),
    ],
  };
}

/** The condition of a value that was given; of one that was left out, one that every alert fits. */
function when<Value>(
  given: Value | null | undefined,
  condition: (value: Value) => Prisma.AlertWhereInput,
): Prisma.AlertWhereInput {
  return given == null ? {} : condition(given);
}
