import { useEffect, useEffectEvent, useRef } from 'react';
import { isDue } from './pace.ts';
import type { Read } from './use-read.ts';

const LOOK_MS = 1_000;

/**
 * Reads again soon after `news` changed and now and then where it did not, as `isDue` says; never while a read is under
 * way, nor while nobody looks at the page.
 */
export function usePaced({ busy, again }: Pick<Read<unknown>, 'busy' | 'again'>, news: unknown): void {
  const last = useRef({ startedAtMs: 0, endedAtMs: 0, news });
  const begin = useEffectEvent(() => {
    const now = Date.now();
    last.current = { startedAtMs: now, endedAtMs: now, news };
  });
  const look = useEffectEvent(() => {
    if (busy || document.visibilityState !== 'visible') return;
    if (isDue(last.current, last.current.news !== news, Date.now())) again();
  });
  useEffect(() => {
    if (!busy) return undefined;
    begin();
    return () => {
      last.current.endedAtMs = Date.now();
    };
  }, [busy]);
  useEffect(() => {
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
}
