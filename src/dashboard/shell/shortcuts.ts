import { useEffect, useEffectEvent } from 'react';

/** What people press to search, as their keyboards are labelled. */
export const SEARCH_KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

/** Ctrl-K or ⌘K searches; `/` goes to the filter of the screen, which is marked with `data-filter`. */
export function useShortcuts({ onSearch }: { onSearch(): void }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'k' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onSearch();
    } else if (event.key === '/' && !isTyping(event.target)) {
      const filter = document.querySelector<HTMLElement>('[data-filter]');
      if (filter === null) return;
      event.preventDefault();
      filter.focus();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
