import type { Client } from '@urql/core';
import { nodeOf } from '../../api/document.ts';
import { type AllRows, readAll } from '../../api/read-all.ts';
import { type Trouble, troubleOf } from '../../api/trouble.ts';
import type { Outcome } from '../../api/use-action.ts';
import { KeysPageDocument, type KeysPageQuery, type KeysPageQueryVariables } from '../../gql/graphql.ts';
import type { ListedKey } from './key-columns.tsx';

/** Rows of a page: of so many, taking them in is no long task (50 ms), also while somebody scrolls. */
export const PAGE_ROWS = 50;

/** So many rows are read before somebody sees them. */
const ROWS_AHEAD = 150;

/** How far a list was read. */
export interface KeyPagesState {
  readonly rows: number;
  /** True: there are no more than these. */
  readonly isAll: boolean;
  /** Why the next rows did not come. */
  readonly trouble: Trouble | undefined;
}

/** A list of keys that is read page by page, as far as somebody looks. */
export interface KeyPages {
  subscribe(changed: () => void): () => void;
  state(): KeyPagesState;
  rowAt(index: number): ListedKey | undefined;
  /** All that was read, in its order. */
  readRows(): ListedKey[];
  /** Says which rows are looked at: they and some after them are read, and follow what is changed. */
  look(firstRow: number, lastRow: number): void;
  /** Asks again for what did not come. */
  again(): void;
  /** Reads all anew, as many as are read at once. */
  readAll(): Promise<Outcome<AllRows<ListedKey>>>;
}

interface Page {
  readonly after: string | null;
  rows: readonly ListedKey[] | undefined;
  next: string | null;
  trouble: Trouble | undefined;
  stop: (() => void) | undefined;
}

/** Opens a list of keys. Pages that nobody looks at stay as they were, and are no work. */
export function openKeyPages(
  client: Client,
  variables: Omit<KeysPageQueryVariables, 'first' | 'after'>,
): KeyPages {
  const pages: Page[] = [];
  const listeners = new Set<() => void>();
  let looked = { first: 0, last: 0 };
  let current: KeyPagesState = { rows: 0, isAll: false, trouble: undefined };

  const take = (page: Page, { keys }: KeysPageQuery) => {
    const next = keys.pageInfo.hasNextPage ? keys.pageInfo.endCursor : null;
    const place = pages.indexOf(page);
    // The pages after it went on from another row: what lies between would be missing.
    if (page.rows !== undefined && page.next !== next) drop(pages, place + 1);
    page.rows = keys.edges.map(({ node }) => node);
    page.next = next;
    page.trouble = undefined;
  };
  const follow = (page: Page) => {
    if (page.stop !== undefined) return;
    const requestPolicy = page.rows === undefined ? 'cache-and-network' : 'cache-first';
    // Answers of the cache come before `subscribe` returns.
    page.stop = () => undefined;
    const { unsubscribe } = client
      .query<KeysPageQuery>(
        nodeOf(KeysPageDocument),
        { ...variables, first: PAGE_ROWS, after: page.after },
        { requestPolicy },
      )
      .subscribe(({ data, error }) => {
        if (!pages.includes(page)) return;
        if (data !== undefined) take(page, data);
        if (error !== undefined) page.trouble = troubleOf(error);
        else if (data !== undefined) page.trouble = undefined;
        tell();
      });
    if (pages.includes(page)) page.stop = unsubscribe;
    else unsubscribe();
  };
  const seek = () => {
    const from = Math.floor(looked.first / PAGE_ROWS);
    const to = Math.floor((looked.last + ROWS_AHEAD) / PAGE_ROWS);
    if (pages.length === 0) pages.push(pageAfter(null));
    const last = pages.at(-1);
    if (last?.rows !== undefined && last.next !== null && pages.length <= to)
      pages.push(pageAfter(last.next));
    for (const [place, page] of pages.entries()) {
      if (place >= from && place <= to) follow(page);
      else rest(page);
    }
  };
  const tell = () => {
    if (listeners.size === 0) return;
    seek();
    current = stateOf(pages);
    for (const changed of listeners) changed();
  };
  return {
    subscribe: (changed) => {
      listeners.add(changed);
      seek();
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0) pages.forEach(rest);
      };
    },
    state: () => current,
    rowAt: (index) => pages[Math.floor(index / PAGE_ROWS)]?.rows?.[index % PAGE_ROWS],
    readRows: () => pages.flatMap(({ rows }) => rows ?? []),
    look: (first, last) => {
      looked = { first, last };
      if (listeners.size > 0) seek();
    },
    again: () => {
      for (const page of pages.filter(({ trouble }) => trouble !== undefined)) rest(page);
      tell();
    },
    readAll: async () =>
      await readAll(client, KeysPageDocument, { ...variables, first: PAGE_ROWS }, ({ keys }) => keys),
  };
}

function pageAfter(after: string | null): Page {
  return { after, rows: undefined, next: null, trouble: undefined, stop: undefined };
}

function rest(page: Page): void {
  page.stop?.();
  page.stop = undefined;
}

function drop(pages: Page[], from: number): void {
  pages.splice(from).forEach(rest);
}

function stateOf(pages: readonly Page[]): KeyPagesState {
  const last = pages.findLast(({ rows }) => rows !== undefined);
  return {
    rows: pages.reduce((sum, { rows }) => sum + (rows?.length ?? 0), 0),
    isAll: last !== undefined && last.next === null,
    trouble: pages.find(({ trouble }) => trouble !== undefined)?.trouble,
  };
}
