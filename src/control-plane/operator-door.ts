import { authenticate, REJECTIONS } from './authenticate.ts';
import type { ControlPlaneDeps } from './context.ts';
import { createSessionCookie } from './session-cookie.ts';

/** Why somebody may not come in. */
interface Refused {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/**
 * Makes the check that lets operators of the installation pass: people with a session of their own, be it a cookie or a
 * bearer token. Returns undefined for them.
 */
export function createOperatorDoor(
  deps: Pick<ControlPlaneDeps, 'storage' | 'now' | 'log' | 'publicUrl'>,
): (headers: Headers) => Promise<Refused | undefined> {
  const cookie = createSessionCookie(deps.publicUrl.startsWith('https:'));
  return async (headers) => {
    const access = await authenticate(deps, cookie, headers);
    if (access === null) {
      return { status: 401, code: 'UNAUTHENTICATED', detail: 'Sign in at /graphql first.' };
    }
    if (typeof access === 'string') {
      const { status, message } = REJECTIONS[access];
      return { status, code: access, detail: message };
    }
    if (access.operator) return undefined;
    return {
      status: 403,
      code: 'FORBIDDEN',
      detail: 'This takes an operator of the installation; ask the one who runs it.',
    };
  };
}
