import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import './types/access-token.ts';
import './types/alert-changes.ts';
import './types/alert-chart.ts';
import './types/alert-deliveries.ts';
import './types/alert-dry-run.ts';
import './types/alert-entry.ts';
import './types/alert-kind.ts';
import './types/alert-list.ts';
import './types/alert-raised.ts';
import './types/alert.ts';
import './types/audit-event.ts';
import './types/client-config.ts';
import './types/delivery-changes.ts';
import './types/delivery.ts';
import './types/containment-changes.ts';
import './types/containment-dry-run.ts';
import './types/containment-halt.ts';
import './types/containment-policy.ts';
import './types/containment.ts';
import './types/detector-dry-run.ts';
import './types/expected-usage.ts';
import './types/invitation-changes.ts';
import './types/invitation.ts';
import './types/key-bulk.ts';
import './types/key-care.ts';
import './types/key-create.ts';
import './types/key-import.ts';
import './types/key-lifecycle.ts';
import './types/key-limit.ts';
import './types/key-lineage.ts';
import './types/key-list.ts';
import './types/key-rotation.ts';
import './types/key-signing.ts';
import './types/key-sources.ts';
import './types/key-update.ts';
import './types/key.ts';
import './types/leak.ts';
import './types/member-changes.ts';
import './types/member-servers.ts';
import './types/member.ts';
import './types/mute.ts';
import './types/password.ts';
import './types/policy-replay.ts';
import './types/profile.ts';
import './types/refusal.ts';
import './types/scalars.ts';
import './types/second-factor.ts';
import './types/sensitivity.ts';
import './types/server-changes.ts';
import './types/server.ts';
import './types/session.ts';
import './types/suggestion.ts';
import './types/threshold.ts';
import './types/threshold-update.ts';
import './types/token-scope.ts';
import './types/usage-denials.ts';
import './types/usage-endpoints.ts';
import './types/usage-tick.ts';
import './types/usage.ts';
import './types/user.ts';
import './types/viewer.ts';
import './types/webhook-endpoint-changes.ts';
import './types/webhook-endpoint-states.ts';
import './types/webhook-endpoint.ts';
import './types/webhook-event-type.ts';
import './types/workspace-changes.ts';
import './types/workspace.ts';

/** Builds the schema. Throws where a root field does not say who may call it. */
export function buildSchema(): GraphQLSchema {
  const schema = builder.toSchema();
  const open = fieldsWithoutScopes(schema);
  if (open.length > 0) throw new Error(`These root fields have no authScopes: ${open.join(', ')}.`);
  return schema;
}

/** The schema as text, in an order that only depends on what it holds. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
}

/** The root fields that do not say who may call them. */
export function fieldsWithoutScopes(schema: GraphQLSchema): string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ extensions }) => !hasScopes(extensions.pothosOptions))
      .map(({ name }) => `${type?.name}.${name}`),
  );
}

function hasScopes(options: unknown): boolean {
  return (
    typeof options === 'object' && options !== null && 'authScopes' in options && options.authScopes != null
  );
}
