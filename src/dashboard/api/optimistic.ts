import type { Cache, OptimisticMutationConfig } from '@urql/exchange-graphcache';

/**
 * What is shown before Keywatch has answered, and taken back where it refuses: how people work on alerts. What lets requests
 * through or stops them is never shown before it is so.
 */
export const OPTIMISTIC: OptimisticMutationConfig = {
  acknowledgeAlerts: ({ alertIds }, cache) =>
    success('AcknowledgeAlertsSuccess', inState(alertIds, cache, ['OPEN']), { state: 'ACKNOWLEDGED' }),
  reopenAlerts: ({ alertIds }, cache) =>
    success('ReopenAlertsSuccess', inState(alertIds, cache, ['ACKNOWLEDGED', 'RESOLVED']), { state: 'OPEN' }),
  assignAlerts: ({ alertIds, userId }, cache) => {
    const assignee = typeof userId === 'string' ? personOf(userId, cache) : null;
    return success('AssignAlertsSuccess', assignee === undefined ? [] : textsOf(alertIds), { assignee });
  },
};

function success(__typename: string, ids: readonly string[], change: object) {
  return { __typename, alerts: ids.map((id) => ({ __typename: 'Alert', id, ...change })) };
}

/** The others are refused or stay as they are. */
function inState(ids: unknown, cache: Cache, states: readonly unknown[]): string[] {
  return textsOf(ids).filter((id) => states.includes(cache.resolve({ __typename: 'Alert', id }, 'state')));
}

/** Undefined where nothing shown so far names them. */
function personOf(id: string, cache: Cache) {
  const name =
    cache.resolve({ __typename: 'User', id }, 'name') ?? cache.resolve({ __typename: 'Viewer', id }, 'name');
  return typeof name === 'string' ? { __typename: 'User', id, name } : undefined;
}

function textsOf(values: unknown): string[] {
  return Array.isArray(values) ? values.map(String) : [];
}
