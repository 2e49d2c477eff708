import { useCallback, useSyncExternalStore } from 'react';

/** The time in Unix milliseconds, rounded down to steps, with which whoever shows it is drawn again. */
export function useNow(stepMs: number): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, Math.min(stepMs, 10_000));
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs);
}
