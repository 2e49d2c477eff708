import { useSyncExternalStore } from 'react';

const DARK = '(prefers-color-scheme: dark)';

/** `dark` or `light`, as the system has it now. */
export function useTheme(): 'dark' | 'light' {
  return useSyncExternalStore(onTheme, () => (matchMedia(DARK).matches ? 'dark' : 'light'));
}

function onTheme(changed: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** What a canvas needs of the style sheet, as it is at a place of the page now. */
export interface Ink {
  /** A token of style/tokens.css as a colour that a canvas knows. */
  colour(token: string): string;
  /** The same, mixed with what it stands on, so that it covers what is behind it. */
  soft(token: string, percent: number): string;
  readonly font: string;
}

/** Reads colours and type where `place` stands; canvases know neither `var()` nor `light-dark()`. */
export function inkAt(place: HTMLElement): Ink {
  const known = new Map<string, string>();
  const read = (value: string): string => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const probe = document.createElement('span');
    probe.style.color = value;
    place.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    known.set(value, color);
    return color;
  };
  return {
    colour: (token) => read(`var(${token})`),
    soft: (token, percent) => read(`color-mix(in srgb, var(${token}) ${String(percent)}%, var(--surface))`),
    font: `12px ${getComputedStyle(place).fontFamily}`,
  };
}
