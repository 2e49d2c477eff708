import type { AnyVariables, Client } from '@urql/core';
import { nodeOf, type Operation } from './document.ts';
import { troubleOf } from './trouble.ts';
import type { Outcome } from './use-action.ts';

/** A page of a list. */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

/** All rows of a list, or as many as are read at once. */
export interface AllRows<Row> {
  readonly rows: readonly Row[];
  readonly isAll: boolean;
}

/** No more rows than these are read at once. */
export const ROWS_MAX = 10_000;

/** Rows of a page where the operation lets itself be asked for so many: as many as Keywatch gives at once. */
const PAGE_ROWS = 100;

/** Reads a list from its beginning, page after page, past what the cache knows. */
export async function readAll<Result, Node, Variables extends AnyVariables>(
  client: Client,
  operation: Operation<Result, Variables & { after?: string | null | undefined }>,
  variables: Variables,
  listOf: (result: Result) => Connection<Node>,
): Promise<Outcome<AllRows<Node>>> {
  const paged = {
    ...variables,
    ...(variables !== undefined && 'first' in variables ? { first: PAGE_ROWS } : {}),
  };
  const rows: Node[] = [];
  for (let after: string | null | undefined = null; after !== undefined && rows.length < ROWS_MAX; ) {
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const { data, error } = await client
      .query<Result>(nodeOf(operation), { ...paged, after }, { requestPolicy: 'network-only' })
      .toPromise();
    if (error !== undefined) return { done: false, trouble: troubleOf(error) };
    if (data === undefined) break;
    const { edges, pageInfo } = listOf(data);
    rows.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return { done: true, value: { rows, isAll: true } };
    after = pageInfo.endCursor;
  }
  return { done: true, value: { rows, isAll: false } };
}
