import { useEffect, useEffectEvent, useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import { nodeOf, type Operation } from './document.ts';

/** `LIVE` while the stream stands, so that events come at once. */
export type LiveState = 'LIVE' | 'CONNECTING';

const RETRY_MS = { first: 500, most: 15_000 };
/** A stream that has stood so long was good: the next attempt is the first again. */
const STOOD_MS = 10_000;

/** Follows a subscription for as long as it is shown; where it ends or breaks, it is opened again. */
export function useLive<Result, Variables extends AnyVariables>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  onEvent: (event: Result) => void,
): LiveState {
  const client = useClient();
  const [state, setState] = useState<LiveState>('CONNECTING');
  const tell = useEffectEvent(onEvent);
  const named = JSON.stringify(variables);
  useEffect(() => {
    const query = nodeOf(operation);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop: (() => void) | undefined;
    const close = () => {
      clearTimeout(timer);
      stop?.();
    };
    let waitMs = RETRY_MS.first;
    const open = () => {
      const openedAt = Date.now();
      let over = false;
      const end = () => {
        if (over) return;
        over = true;
        setState('CONNECTING');
        if (Date.now() - openedAt > STOOD_MS) waitMs = RETRY_MS.first;
        timer = setTimeout(open, waitMs);
        waitMs = Math.min(waitMs * 2, RETRY_MS.most);
      };
      const { unsubscribe } = client
        .subscription<Result>(query, JSON.parse(named) as AnyVariables, {
          fetch: async (...request) => {
            const response = await fetch(...request);
            if (response.ok) setState('LIVE');
            return response;
          },
        })
        .subscribe(({ data, error, hasNext }) => {
          if (data !== undefined && data !== null) tell(data);
          if (error !== undefined || !hasNext) end();
        });
      stop = unsubscribe;
    };
    // A stream over a connection that is lost may stand for minutes, and brings nothing.
    const lose = () => {
      close();
      setState('CONNECTING');
    };
    const find = () => {
      close();
      waitMs = RETRY_MS.first;
      open();
    };
    open();
    addEventListener('offline', lose);
    addEventListener('online', find);
    return () => {
      removeEventListener('offline', lose);
      removeEventListener('online', find);
      close();
    };
  }, [client, operation, named]);
  return state;
}
