import type { Admission } from './guard.ts';

/** Which request was admitted how. */
export interface Admissions {
  set(request: object, admission: Admission): void;
  /** Throws where the request did not pass the guard. */
  of(request: object): Admission;
}

/** Keeps admissions beside requests, so that no framework's request has to be extended. */
export function createAdmissions(): Admissions {
  const known = new WeakMap<object, Admission>();
  return {
    set: (request, admission) => void known.set(request, admission),
    of: (request) => {
      const admission = known.get(request);
      if (admission === undefined) throw new Error('This request did not pass the guard: put it in front.');
      return admission;
    },
  };
}
