import { PAGED_EVENT_TYPES } from '../core/notice/pagerduty.ts';
import { textArrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/** Something that has happened in a workspace, for all of its endpoints that want to know. */
export interface WebhookEvent {
  readonly workspaceId: string;
  readonly alertId?: string | undefined;
  readonly eventType: string;
  /** The body after Standard Webhooks, whose `data` the filters of endpoints look into. */
  readonly payload: string;
}

/**
 * Writes one pending delivery for each event and each enabled endpoint whose filters let it pass, in the caller's
 * transaction and in the order of the events, and returns how many. Kinds and severities filter what has one. A filter of
 * servers or of metadata lets pass only what is about a key that opens one of the servers, or holds the metadata.
 */
export async function insertEvents(db: Db, events: readonly WebhookEvent[], now: Date): Promise<number> {
  if (events.length === 0) return 0;
  return await db.$executeRaw`
    INSERT INTO deliveries (id, workspace_id, endpoint_id, alert_id, event_type, payload, next_attempt_at, created_at)
    SELECT gen_random_uuid(), events.workspace_id, endpoints.id, nullif(alert_id, '')::uuid, event_type, payload,
      ${now}::timestamptz, ${now}::timestamptz
    FROM (
      SELECT *, payload::jsonb -> 'data' AS data FROM unnest(
        ${textArrayLiteral(events.map(({ workspaceId }) => workspaceId))}::uuid[],
        ${textArrayLiteral(events.map(({ alertId }) => alertId ?? ''))}::text[],
        ${textArrayLiteral(events.map(({ eventType }) => eventType))}::text[],
        ${textArrayLiteral(events.map(({ payload }) => payload))}::text[]
      ) WITH ORDINALITY AS events (workspace_id, alert_id, event_type, payload, turn)
    ) AS events
    JOIN webhook_endpoints AS endpoints ON endpoints.workspace_id = events.workspace_id AND disabled_at IS NULL
    WHERE (event_types = '{}' OR event_type = ANY (event_types))
      AND (format <> 'PAGERDUTY' OR event_type = ANY (${textArrayLiteral(PAGED_EVENT_TYPES)}::text[]))
      AND (alert_kinds = '{}' OR data->>'kind' IS NULL OR data->>'kind' = ANY (alert_kinds))
      AND (severity_min IS NULL OR data->>'severity' IS NULL OR (data->>'severity')::"Severity" >= severity_min)
      AND (server_ids = '{}' OR EXISTS (
        SELECT FROM keys WHERE keys.workspace_id = events.workspace_id AND keys.id = (data#>>'{key,id}')::uuid
          AND (all_servers OR EXISTS (SELECT FROM key_servers
            WHERE key_servers.workspace_id = keys.workspace_id AND key_id = keys.id AND server_id = ANY (server_ids)))))
      AND (endpoints.metadata = '{}' OR EXISTS (
        SELECT FROM keys WHERE keys.workspace_id = events.workspace_id AND keys.id = (data#>>'{key,id}')::uuid
          AND keys.metadata @> endpoints.metadata))
    ORDER BY turn`;
}
