import { useMemo, useState } from 'react';
import type { ListedKey } from './key-columns.tsx';

/** The keys that somebody has chosen from a list. */
export interface Selection {
  readonly keys: ReadonlyMap<string, ListedKey>;
  toggle(key: ListedKey): void;
  add(keys: readonly ListedKey[]): void;
  clear(): void;
}

/** Remembers which keys are chosen until `of` (what the list is narrowed by) changes. */
export function useSelection(of: unknown): Selection {
  const [chosen, setChosen] = useState({ of, keys: NONE });
  const keys = chosen.of === of ? chosen.keys : NONE;
  return useMemo(() => {
    const change = (next: (known: ReadonlyMap<string, ListedKey>) => ReadonlyMap<string, ListedKey>) =>
      setChosen((known) => ({ of, keys: next(known.of === of ? known.keys : NONE) }));
    return {
      keys,
      toggle: (key) =>
        change((known) =>
          known.has(key.id)
            ? new Map([...known].filter(([id]) => id !== key.id))
            : new Map([...known, [key.id, key]]),
        ),
      add: (more) => change((known) => new Map([...known, ...more.map((key) => [key.id, key] as const)])),
      clear: () => change(() => NONE),
    };
  }, [of, keys]);
}

const NONE: ReadonlyMap<string, ListedKey> = new Map();
