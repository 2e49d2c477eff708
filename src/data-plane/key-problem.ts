import { Problem } from './problem.ts';

/** One answer for all that does not work, so that nobody learns from it whether a text was a key. */
export function keyInvalid(): Problem {
  return new Problem(
    401,
    'KEY_INVALID',
    'This takes a key that is valid for you here, as `X-API-Key: …` or `Authorization: Bearer …`.',
  );
}

/** The two headers hold two keys. */
export function keysDiffer(): Problem {
  return new Problem(
    401,
    'KEYS_DIFFER',
    'X-API-Key and Authorization hold different keys; send one of them.',
  );
}

/** The address failed too often, whatever it presents now. */
export function throttled(retryAfterSeconds: number): Problem {
  return new Problem(
    429,
    'TOO_MANY_FAILURES',
    `Too many attempts from here failed; try again in ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  );
}
