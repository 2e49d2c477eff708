import { useCallback, useMemo, useState } from 'react';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null | undefined;
}

/**
 * The variables of a list that the cache joins from its pages. After a mutation that changes the list, call `first`: it is
 * then read from its beginning.
 */
export function usePaged<Variables extends object>(
  variables: Variables,
): {
  readonly variables: Variables & { readonly after: string | null };
  /** What reads the page after this one; undefined: there is none. */
  more(page: PageInfo | undefined): (() => void) | undefined;
  first(): void;
} {
  const [at, setAt] = useState<{ readonly of: Variables; readonly after: string | null }>();
  const after = at?.of === variables ? at.after : null;
  const first = useCallback(() => setAt(undefined), []);
  return {
    variables: useMemo(() => ({ ...variables, after }), [variables, after]),
    more: (page) => {
      const cursor = page?.endCursor;
      if (page?.hasNextPage !== true || cursor === null || cursor === undefined) return undefined;
      return () => setAt({ of: variables, after: cursor });
    },
    first,
  };
}
