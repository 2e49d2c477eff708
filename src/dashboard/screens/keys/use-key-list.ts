import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { useSearchParams } from 'wouter';
import { useRead } from '../../api/use-read.ts';
import { useWhenBack } from '../../api/use-when-back.ts';
import {
  type KeyFilterInput,
  type KeySort,
  type KeySortField,
  KeysTotalDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import {
  filterInputOf,
  type KeyFilters,
  readFilters,
  readSort,
  writeFilters,
  writeSort,
} from './key-filters.ts';
import { type KeyPages, type KeyPagesState, openKeyPages } from './key-pages.ts';

/** What the URL says about the list of keys, and how to change it. */
export interface KeyView {
  readonly filters: KeyFilters;
  readonly input: KeyFilterInput;
  readonly sort: KeySort;
  readonly columns: string | null;
  /** The name of the saved view that it began as. */
  readonly viewName: string | null;
  /** Whether a key is being made. */
  readonly creates: boolean;
  filterBy(change: Partial<KeyFilters>): void;
  /** By this field; once more: the other way round. */
  sortBy(field: KeySortField): void;
  setParameter(name: string, value: string | null): void;
  /** Takes over all that a saved view says. */
  show(name: string | null, search: string): void;
}

/** The list of keys as its URL describes it. */
export function useKeyView(): KeyView {
  const [search, setSearch] = useSearchParams();
  const [openedMs] = useState(() => Date.now());
  const filterText = writeFilters(NOTHING, readFilters(search)).toString();
  const sortText = search.get('sort');
  // Only what narrows or orders the list has it read anew.
  const read = useMemo(() => {
    const filters = readFilters(new URLSearchParams(filterText));
    return { filters, input: filterInputOf(filters, openedMs), sort: readSort(sortText) };
  }, [filterText, sortText, openedMs]);
  const change = useCallback(
    (next: (known: URLSearchParams) => URLSearchParams) => setSearch(next, { replace: true }),
    [setSearch],
  );
  return {
    ...read,
    columns: search.get('columns'),
    viewName: search.get('view'),
    creates: search.get('create') === '1',
    filterBy: (filters) => change((known) => writeFilters(known, { ...readFilters(known), ...filters })),
    sortBy: (field) => change((known) => withParameter(known, 'sort', writeSort(turned(read.sort, field)))),
    setParameter: (name, value) => change((known) => withParameter(known, name, value)),
    show: (name, saved) => change(() => withParameter(new URLSearchParams(saved), 'view', name)),
  };
}

const NOTHING = new URLSearchParams();

function turned(sort: KeySort, by: KeySortField): KeySort {
  if (sort.by === by) return { by, direction: sort.direction === 'DESC' ? 'ASC' : 'DESC' };
  return { by, direction: by === 'CREATED_AT' || by === 'LAST_USED_AT' ? 'DESC' : 'ASC' };
}

function withParameter(known: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(known);
  if (value === null) next.delete(name);
  else next.set(name, value);
  return next;
}

/** The keys of a view, as far as they were read, and how many there are. */
export interface KeyList {
  readonly pages: KeyPages;
  readonly state: KeyPagesState;
  /** Undefined until it is counted. */
  readonly total: number | undefined;
  readonly counting: boolean;
}

/** Reads the keys of a view. */
export function useKeyList({ input, sort }: Pick<KeyView, 'input' | 'sort'>): KeyList {
  const { id: workspaceId } = useWorkspace();
  const client = useClient();
  const pages = useMemo(
    () => openKeyPages(client, { workspaceId, filter: input, sort }),
    [client, workspaceId, input, sort],
  );
  const state = useSyncExternalStore(pages.subscribe, pages.state);
  const counted = useMemo(() => ({ workspaceId, filter: input }), [workspaceId, input]);
  const { data, loading } = useRead(KeysTotalDocument, counted);
  useWhenBack(state.trouble, pages.again);
  return { pages, state, total: data?.keys.totalCount, counting: loading };
}
