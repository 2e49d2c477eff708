import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';

/** Something that takes a value: an argument, or a field of an input. */
export type Slot = GraphQLArgument | GraphQLInputField;

/** Chooses the literal of a slot; undefined leaves the choice to the sample of its type. */
export type Choose = (slot: Slot, path: string) => string | undefined;

/** A way from a field to a slot, such as `filter.keyIds`. */
export interface SlotPath {
  readonly path: string;
  readonly slot: Slot;
}

/** Every slot of a field, also those within inputs. */
export function slotsOf(field: GraphQLField<unknown, unknown>): SlotPath[] {
  return field.args.flatMap((arg) => slotsFrom(arg, arg.name, 4));
}

/** Tells whether a slot takes ids. */
export function takesIds({ type }: Slot): boolean {
  return getNamedType(type).name === 'ID';
}

/**
 * Calls a field with every slot on the way to `wanted` and all that are required. What `choose` leaves open gets a value
 * that its type allows.
 */
export function callOf(
  field: GraphQLField<unknown, unknown>,
  choose: Choose,
  wanted: readonly string[] = [],
): string {
  const args = field.args
    .filter((arg) => isRequiredArgument(arg) || wanted.some((path) => isOnWay(arg.name, path)))
    .map((arg) => `${arg.name}: ${literalOf(arg, arg.name, choose, wanted)}`);
  return args.length === 0 ? field.name : `${field.name}(${args.join(', ')})`;
}

/** Selects the leaves of a type, and of what it leads to for some levels; refusals with code and message. */
export function selectionOf(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) {
    const members = named.getTypes().map((member) => `... on ${member.name} ${selectionOf(member, levels)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .flatMap((field) => {
      if (isLeafType(getNamedType(field.type))) return [field.name];
      return levels > 0 ? [`${field.name} ${selectionOf(field.type, levels - 1)}`] : [];
    });
  return `{ __typename ${fields.join(' ')} }`;
}

function slotsFrom(slot: Slot, path: string, levels: number): SlotPath[] {
  const named = getNamedType(slot.type);
  if (!isInputObjectType(named) || levels === 0) return [{ path, slot }];
  return Object.values(named.getFields()).flatMap((field) =>
    slotsFrom(field, `${path}.${field.name}`, levels - 1),
  );
}

function literalOf(slot: Slot, path: string, choose: Choose, wanted: readonly string[]): string {
  return choose(slot, path) ?? sampleOf(slot.type, path, choose, wanted);
}

function sampleOf(type: GraphQLInputType, path: string, choose: Choose, wanted: readonly string[]): string {
  const bare = getNullableType(type);
  if (isListType(bare)) return `[${sampleOf(bare.ofType, path, choose, wanted)}]`;
  if (isEnumType(bare)) return bare.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields())
      .filter(
        (each) => isRequiredInputField(each) || wanted.some((way) => isOnWay(`${path}.${each.name}`, way)),
      )
      .map((each) => `${each.name}: ${literalOf(each, `${path}.${each.name}`, choose, wanted)}`);
    return `{ ${fields.join(', ')} }`;
  }
  return SAMPLES[String(bare)]?.(path) ?? '"https://example.com/a-name"';
}

const SAMPLES: Readonly<Record<string, (path: string) => string>> = {
  DateTime: (path) => `"2026-11-21T0${path.endsWith('to') ? 1 : 0}:00:00Z"`,
  Int: () => '1',
  Float: () => '1',
  Boolean: () => 'false',
  Json: () => '{}',
};

function isOnWay(path: string, wanted: string): boolean {
  return wanted === path || wanted.startsWith(`${path}.`);
}
