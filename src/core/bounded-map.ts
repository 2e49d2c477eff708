/** A map that forgets what was not used lately, so that it never holds more than a fixed number of entries. */
export interface BoundedMap<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  size(): number;
}

/**
 * Keeps the entries in two halves: a used entry moves to the young half; when that is full it becomes the old one, and
 * what is still in the old one then is forgotten. Constant work per use, at most `sizeMax` entries.
 */
export function createBoundedMap<K, V>(sizeMax: number): BoundedMap<K, V> {
  const half = Math.max(1, Math.floor(sizeMax / 2));
  let young = new Map<K, V>();
  let old = new Map<K, V>();
  const set = (key: K, value: V) => {
    young.set(key, value);
    if (young.size < half) return;
    old = young;
    young = new Map();
  };
  return {
    set,
    get: (key) => {
      const value = young.get(key);
      if (value !== undefined) return value;
      const aged = old.get(key);
      if (aged !== undefined) set(key, aged);
      return aged;
    },
    delete: (key) => {
      young.delete(key);
      old.delete(key);
    },
    size: () => young.size + old.size,
  };
}
