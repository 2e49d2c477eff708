import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import './types/access-token.ts';
import './types/alert.ts';
import './types/audit-event.ts';
import './types/detector-dry-run.ts';
import './types/key-changes.ts';
import './types/key-list.ts';
import './types/key.ts';
import './types/refusal.ts';
import './types/scalars.ts';
import './types/server.ts';
import './types/usage.ts';
import './types/user.ts';
import './types/viewer.ts';
import './types/webhook-endpoint.ts';
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
