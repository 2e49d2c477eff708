import type { Generation } from './ledger.ts';

/** The keys that the rate limit refused lately: their entries name a cell for it. */
export interface Refusals {
  /** Those that a generation counted refusals of. */
  of(generation: Generation): ReadonlySet<string>;
  add(keyId: string): void;
}

/** Remembers them for one generation at a time. */
export function createRefusals(): Refusals {
  let source = '';
  let keyIds = new Set<string>();
  return {
    of: (generation) => {
      if (generation.source !== source) {
        source = generation.source;
        keyIds = new Set();
      }
      return keyIds;
    },
    add: (keyId) => keyIds.add(keyId),
  };
}
