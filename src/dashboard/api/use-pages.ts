import { useCallback, useEffect, useMemo, useState } from 'react';
import { type AnyVariables, type CombinedError, useClient } from 'urql';
import { nodeOf, type Operation } from './document.ts';
import { type AllRows, type Connection, readAll } from './read-all.ts';
import { type Trouble, troubleOf } from './trouble.ts';
import type { Outcome } from './use-action.ts';
import { useEvery } from './use-every.ts';
import { useWhenBack } from './use-when-back.ts';

/** The pages of a list that were read so far. */
export interface Pages<Node> {
  /** Undefined until the first answer. */
  readonly rows: readonly Node[] | undefined;
  readonly trouble: Trouble | undefined;
  /** Reads one page more; undefined: this is all, or it is being read. */
  readonly more: (() => void) | undefined;
  /** Asks Keywatch again. */
  again(): void;
  /** Reads all rows anew, also those of pages that are not shown yet, as many as are read at once. */
  readAll(): Promise<Outcome<AllRows<Node>>>;
}

interface Options {
  /** Nothing is asked for while true. */
  readonly pause?: boolean;
  /** Asks again so often while the first page alone is looked at: further ones are of the past. */
  readonly everyMs?: number;
}

interface Page<Result> {
  readonly data?: Result | undefined;
  readonly error?: CombinedError | undefined;
}

/**
 * Follows a list that is read page by page, whose entries come and go while it is looked at: each page is asked for again when
 * the cache has forgotten it, and the pages behind one that ends elsewhere since. Pass variables without `after`, and a
 * function that stays the same.
 */
export function usePages<Result, Node, Variables extends AnyVariables>(
  operation: Operation<Result, Variables & { after?: string | null | undefined }>,
  variables: Variables,
  listOf: (result: Result) => Connection<Node>,
  { pause = false, everyMs }: Options = {},
): Pages<Node> {
  const client = useClient();
  const named = JSON.stringify(variables);
  const [asked, setAsked] = useState({ named, pages: 1, turn: 0 });
  const [read, setRead] = useState<{ named: string; pages: readonly Page<Result>[] }>({ named, pages: [] });
  const { pages: count, turn } = asked.named === named ? asked : { pages: 1, turn: 0 };
  useEffect(() => {
    if (pause) return undefined;
    const query = nodeOf(operation);
    const chain: { readonly after: string | undefined; stop(): void }[] = [];
    const drop = (from: number) => {
      for (const { stop } of chain.splice(from)) stop();
    };
    const follow = (index: number, after: string | undefined) => {
      const link = { after, stop: () => undefined as void };
      chain[index] = link;
      const requestPolicy = turn > 0 ? 'network-only' : count === 1 ? 'cache-and-network' : 'cache-first';
      const { unsubscribe } = client
        .query<Result>(query, { ...(JSON.parse(named) as object), after }, { requestPolicy })
        .subscribe(({ data, error }) => {
          setRead((known) => withPage(known, named, index, { data, error }));
          if (data === undefined || index + 1 >= count) return;
          const { hasNextPage, endCursor } = listOf(data).pageInfo;
          const next = hasNextPage ? (endCursor ?? undefined) : undefined;
          if (chain[index + 1] !== undefined && chain[index + 1]?.after === next) return;
          drop(index + 1);
          setRead((known) => ({ ...known, pages: known.pages.slice(0, index + 1) }));
          if (next !== undefined) follow(index + 1, next);
        });
      link.stop = unsubscribe;
    };
    follow(0, undefined);
    return () => drop(0);
  }, [client, operation, named, count, turn, listOf, pause]);
  const again = useCallback(() => setAsked({ named, pages: count, turn: turn + 1 }), [named, count, turn]);
  useEvery(count === 1 && !pause ? everyMs : undefined, again);
  const all = useCallback(
    async () => await readAll(client, operation, JSON.parse(named) as Variables, listOf),
    [client, operation, named, listOf],
  );
  const more = useCallback(() => setAsked({ named, pages: count + 1, turn: 0 }), [named, count]);
  const list = useMemo(() => {
    const pages = read.named === named ? read.pages : [];
    const lists = pages.flatMap(({ data }) => (data === undefined ? [] : [listOf(data)]));
    const error = pages.find((page) => page.error !== undefined)?.error;
    const hasMore = lists.length === count && lists.at(-1)?.pageInfo.hasNextPage === true;
    return {
      rows: lists.length === 0 ? undefined : lists.flatMap(({ edges }) => edges.map(({ node }) => node)),
      trouble: error === undefined ? undefined : troubleOf(error),
      more: hasMore ? more : undefined,
      again,
      readAll: all,
    };
  }, [read, named, count, listOf, more, again, all]);
  useWhenBack(list.trouble, again);
  return list;
}

/** Of an outage, what was read before stays. */
function withPage<Result>(
  known: { readonly named: string; readonly pages: readonly Page<Result>[] },
  named: string,
  index: number,
  page: Page<Result>,
) {
  const pages = known.named === named ? [...known.pages] : [];
  pages[index] = { data: page.data ?? pages[index]?.data, error: page.error };
  return { named, pages };
}
