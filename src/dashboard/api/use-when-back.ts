import { useEffect } from 'react';
import type { Trouble } from './trouble.ts';

/** Asks again for what did not come, as soon as the device is online again. */
export function useWhenBack(trouble: Trouble | undefined, again: () => void): void {
  const isOffline = trouble?.code === 'OFFLINE';
  useEffect(() => {
    if (!isOffline) return undefined;
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [isOffline, again]);
}
