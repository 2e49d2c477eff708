import { type Access, findAccess, type Rejection } from './access.ts';
import type { ControlPlaneDeps } from './context.ts';
import type { SessionCookie } from './session-cookie.ts';

/** A bearer token has to be good; a session that ran out in a browser only means that its person is signed out (null). */
export async function authenticate(
  deps: Pick<ControlPlaneDeps, 'storage' | 'now' | 'log'>,
  cookie: SessionCookie,
  headers: Headers,
): Promise<Access | Rejection | null> {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const [, secret] = /^Bearer (\S{1,512})$/i.exec(authorization) ?? [];
    return secret === undefined ? 'TOKEN_INVALID' : await findAccess(deps, secret);
  }
  const session = cookie.read(headers.get('cookie'));
  if (session === undefined) return null;
  const access = await findAccess(deps, session);
  return typeof access === 'string' ? null : access;
}

/** How tokens that open nothing are answered. */
export const REJECTIONS: Readonly<Record<Rejection, { status: number; message: string }>> = {
  TOKEN_INVALID: {
    status: 401,
    message:
      'This token is unknown or has expired. Sign in again with `signIn`, without an Authorization header.',
  },
  TOKEN_KIND_NOT_ALLOWED: {
    status: 403,
    message:
      'This is neither a session nor an ADMIN token, and nothing else opens this API: no key and no gateway token.',
  },
};
