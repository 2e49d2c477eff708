import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { type AlertView, searchOf, viewOf } from './alert-filter.ts';

/** What the list of alerts is narrowed by, kept in the URL. */
export function useAlertView(): readonly [AlertView, (change: Partial<AlertView>) => void] {
  const [search, setSearch] = useSearchParams();
  const named = search.toString();
  const view = useMemo(() => viewOf(new URLSearchParams(named)), [named]);
  const change = useCallback(
    (given: Partial<AlertView>) => setSearch(searchOf({ ...view, ...given }), { replace: true }),
    [view, setSearch],
  );
  return [view, change];
}
