import { CONTAIN_LABEL, type Notice, shortened } from './notice.ts';

/** What each type of event does to the incident of its alert; others are not told to PagerDuty. */
const ACTIONS: ReadonlyMap<string, 'trigger' | 'acknowledge' | 'resolve'> = new Map([
  ['alert.opened', 'trigger'],
  ['alert.escalated', 'trigger'],
  ['alert.acknowledged', 'acknowledge'],
  ['alert.resolved', 'resolve'],
  ['webhook_endpoint.test', 'trigger'],
]);

/** The types of events that PagerDuty is told of. */
export const PAGED_EVENT_TYPES: readonly string[] = [...ACTIONS.keys()];

const SUMMARY_MAX = 1_024;

const SEVERITIES = { INFO: 'info', WARNING: 'warning', CRITICAL: 'critical' } as const;

/**
 * Writes an event for PagerDuty's Events API v2 (developer.pagerduty.com, "Send an alert event"). `dedup_key` is the
 * alert, so that what follows acknowledges and resolves the incident that it triggered; an event about none has
 * `fallbackKey`. Throws for types that PagerDuty is not told of.
 */
export function writePagerDuty(notice: Notice, routingKey: string, fallbackKey: string): string {
  const action = ACTIONS.get(notice.type);
  if (action === undefined) throw new Error(`PagerDuty has no use for the event ${notice.type}.`);
  return JSON.stringify({
    routing_key: routingKey,
    event_action: action,
    dedup_key: notice.alertId ?? fallbackKey,
    client: 'Keywatch',
    ...(notice.containUrl === null ? {} : { links: [{ href: notice.containUrl, text: CONTAIN_LABEL }] }),
    payload: {
      summary: shortened(`${notice.title} – ${notice.text}`, SUMMARY_MAX),
      source: `keywatch:${notice.workspaceId}`,
      severity: SEVERITIES[notice.severity],
      timestamp: notice.at,
      component: 'api-keys',
      class: notice.type,
      custom_details: Object.fromEntries([['Explanation', notice.text], ...notice.facts]),
    },
  });
}
