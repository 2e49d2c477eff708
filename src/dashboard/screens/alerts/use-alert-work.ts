import { useCallback } from 'react';
import { type Outcome, useAction } from '../../api/use-action.ts';
import {
  AlertsAcknowledgeDocument,
  AlertsAssignDocument,
  AlertsReopenDocument,
  AlertsResolveDocument,
  type AlertVerdict,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { tell } from '../../ui/toasts.tsx';

interface Worked {
  readonly results: readonly {
    readonly changed: boolean;
    readonly refusal?: { readonly code: string; readonly message: string } | null;
  }[];
}

/** As many alerts as one mutation takes. */
const STEP = 100;

/** What people do to alerts, to one or to many; each tells how it went. */
export function useAlertWork() {
  const { id: workspaceId } = useWorkspace();
  const [acknowledge, acknowledging] = useAction(AlertsAcknowledgeDocument);
  const [resolve, resolving] = useAction(AlertsResolveDocument);
  const [reopen, reopening] = useAction(AlertsReopenDocument);
  const [assign, assigning] = useAction(AlertsAssignDocument);
  return {
    busy: acknowledging || resolving || reopening || assigning,
    acknowledge: useCallback(
      async (ids: readonly string[]) =>
        await inSteps(ids, 'acknowledged', (alertIds) => acknowledge({ workspaceId, alertIds })),
      [acknowledge, workspaceId],
    ),
    resolve: useCallback(
      async (ids: readonly string[], verdict: AlertVerdict | null, comment: string | null) =>
        await inSteps(ids, 'resolved', (alertIds) => resolve({ workspaceId, alertIds, verdict, comment })),
      [resolve, workspaceId],
    ),
    reopen: useCallback(
      async (ids: readonly string[]) =>
        await inSteps(ids, 'opened again', (alertIds) => reopen({ workspaceId, alertIds })),
      [reopen, workspaceId],
    ),
    assign: useCallback(
      async (ids: readonly string[], userId: string | null) =>
        await inSteps(ids, userId === null ? 'taken from their assignees' : 'assigned', (alertIds) =>
          assign({ workspaceId, alertIds, userId }),
        ),
      [assign, workspaceId],
    ),
  };
}

/** The alerts are worked on a hundred at a time. Where all are refused for one reason, that is the trouble. */
async function inSteps(
  ids: readonly string[],
  done: string,
  work: (ids: string[]) => Promise<Outcome<Worked>>,
): Promise<Outcome<undefined>> {
  const results: Worked['results'][number][] = [];
  for (let from = 0; from < ids.length; from += STEP) {
    const outcome = await work(ids.slice(from, from + STEP));
    if (!outcome.done) return outcome;
    results.push(...outcome.value.results);
  }
  const refusals = results.flatMap(({ refusal }) => refusal ?? []);
  const [first] = refusals;
  if (first !== undefined && refusals.length === results.length) return { done: false, trouble: first };
  const changed = results.filter((result) => result.changed).length;
  tell({
    title: `${changed === 1 ? 'The alert is' : `${String(changed)} alerts are`} ${done}`,
    ...(changed < results.length && first === undefined
      ? { text: `${String(results.length - changed)} were so already.` }
      : {}),
    ...(first === undefined
      ? {}
      : { tone: 'warning', text: `${String(refusals.length)} were refused: ${first.message}` }),
  });
  return { done: true, value: undefined };
}
