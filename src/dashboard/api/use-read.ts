import { useCallback, useMemo } from 'react';
import { type AnyVariables, useQuery } from 'urql';
import { nodeOf, type Operation } from './document.ts';
import { type Trouble, troubleOf } from './trouble.ts';
import { useEvery } from './use-every.ts';
import { useWhenBack } from './use-when-back.ts';

/** What a query gave so far. Of an outage, the data of before stays. */
export interface Read<Result> {
  readonly data: Result | undefined;
  readonly trouble: Trouble | undefined;
  /** True until the first answer or trouble. */
  readonly loading: boolean;
  /** True while data is shown that is being read again. */
  readonly stale: boolean;
  /** True while Keywatch is being asked. */
  readonly busy: boolean;
  /** Asks Keywatch again. */
  again(): void;
}

interface Options {
  /** Nothing is asked for while true. */
  readonly pause?: boolean;
  /** Asks again so often while the page is looked at. */
  readonly everyMs?: number;
}

/** Reads a query, from the cache at once where it is known, and from Keywatch. Pass variables that are memoised. */
export function useRead<Result, Variables extends AnyVariables>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  { pause = false, everyMs }: Options = {},
): Read<Result> {
  const query = nodeOf(operation);
  const [{ data: answered, error, fetching, stale }, execute] = useQuery<Result>({
    query,
    variables,
    pause,
  });
  // A refused query answers null, which stays while other variables are asked for.
  const data = answered ?? undefined;
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  useEvery(pause ? undefined : everyMs, again);
  const trouble = useMemo(() => (error === undefined ? undefined : troubleOf(error)), [error]);
  useWhenBack(trouble, again);
  return useMemo(
    () => ({
      data,
      trouble,
      loading: !pause && data === undefined && error === undefined,
      stale: stale || (fetching && data !== undefined),
      busy: fetching || stale,
      again,
    }),
    [data, error, trouble, fetching, stale, pause, again],
  );
}
