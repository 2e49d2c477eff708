import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** A value of the URL's query, empty where it is left out, so that what is seen can be shared and reloaded. */
export function useParam(name: string): [value: string, set: (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (value: string) =>
      setSearch(
        (known) => {
          const next = new URLSearchParams(known);
          if (value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [name, setSearch],
  );
  return [search.get(name) ?? '', set];
}
