import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Names that say all there is to say, wherever they stand; `first` and `after` are Relay's. */
const SELF_EVIDENT = new Set([
  'after',
  'description',
  'email',
  'environment',
  'first',
  'id',
  'keyId',
  'keyIds',
  'limit',
  'name',
  'serverId',
  'serverIds',
  'url',
  'userId',
  'windowSeconds',
  'workspaceId',
]);

/** Types that Relay or the schema's own pattern explains: connections, edges, results of mutations and their successes. */
const PATTERNED = /(Connection|Edge|Result|Success)$/;

const STANDARD = new Set([
  'Boolean',
  'Float',
  'ID',
  'Int',
  'String',
  'PageInfo',
  'Query',
  'Mutation',
  'Subscription',
]);

/**
 * Every type, root field, field with arguments, argument and input field of a schema that has no description and whose
 * name does not say it, as `Type.field(argument)`.
 */
export function undescribed(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => [
      ...(needsDescription(type) && !type.description ? [type.name] : []),
      ...undescribedFields(
        type,
        roots.some((root) => root === type),
      ),
    ])
    .sort();
}

function needsDescription(type: GraphQLNamedType): boolean {
  return !STANDARD.has(type.name) && !PATTERNED.test(type.name) && !isUnionType(type);
}

function undescribedFields(type: GraphQLNamedType, root: boolean): string[] {
  if (isInputObjectType(type)) return namesOf(type.name, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields())
    .filter((field) => root || field.args.length > 0)
    .flatMap((field) => undescribedParts(type.name, field));
}

function undescribedParts(typeName: string, field: GraphQLField<unknown, unknown>): string[] {
  const name = `${typeName}.${field.name}`;
  const silent = field.args.filter(isSilent);
  return [...(field.description ? [] : [name]), ...silent.map((arg) => `${name}(${arg.name})`)];
}

function namesOf(typeName: string, fields: readonly Named[]): string[] {
  return fields.filter(isSilent).map(({ name }) => `${typeName}.${name}`);
}

interface Named {
  readonly name: string;
  readonly description?: string | null | undefined;
}

function isSilent({ name, description }: Named): boolean {
  return !description && !SELF_EVIDENT.has(name);
}
