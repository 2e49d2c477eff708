import type { CombinedError } from '@urql/core';

/** Why something did not work, in words for people. */
export interface Trouble {
  /** Stable, as in docs/errors.md; OFFLINE where Keywatch was not reached. */
  readonly code: string;
  readonly message: string;
}

/** What to tell people of an error. */
export function troubleOf(error: CombinedError): Trouble {
  const [first] = error.graphQLErrors;
  if (first === undefined) {
    const message = navigator.onLine
      ? 'Keywatch did not answer. It is tried again as soon as you do something; your work here is kept.'
      : 'This device is offline. What you see is from before; it goes on when the connection is back.';
    return { code: 'OFFLINE', message };
  }
  const code = first.extensions['code'];
  if (code === 'UNAUTHENTICATED') {
    return { code, message: 'Your session had ended, so nothing was done. Sign in, then do it once more.' };
  }
  return { code: typeof code === 'string' ? code : 'INTERNAL_ERROR', message: first.message };
}
