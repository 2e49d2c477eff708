import { gql, type TypedDocumentNode } from '@urql/core';
import type { TypedDocumentString } from '../gql/graphql.ts';

/** An operation as codegen writes it. */
export type Operation<Result, Variables> = TypedDocumentString<Result, Variables>;

/** Without what it says of its types, which the operation says better. */
type Untyped = Omit<TypedDocumentNode, '__apiType' | '__ensureTypesOfVariablesAndResultMatching'>;

const nodes = new WeakMap<object, Untyped>();
const hashes = new Map<string, string>();

/** The parsed form of an operation, which the cache needs; parsed once. */
export function nodeOf<Result, Variables>(
  operation: Operation<Result, Variables>,
): TypedDocumentNode<Result, Variables> {
  const known = nodes.get(operation);
  if (known !== undefined) return known;
  const node: Untyped = gql(operation.toString());
  const [definition] = node.definitions;
  const hash = operation.__meta__?.['hash'];
  if (definition !== undefined && 'operation' in definition && typeof hash === 'string') {
    hashes.set(definition.name?.value ?? '', hash.replace('sha256:', ''));
  }
  nodes.set(operation, node);
  return node;
}

/** The SHA-256 by which Keywatch trusts the operation of this name. */
export function hashOf(operationName: string): string | undefined {
  return hashes.get(operationName);
}
