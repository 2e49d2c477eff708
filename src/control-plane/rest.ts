import type { Access } from './access.ts';
import { authenticate, REJECTIONS } from './authenticate.ts';
import type { ControlPlaneDeps, RequestOrigin } from './context.ts';
import { answerProblem, HttpProblem } from './problem.ts';
import { createSessionCookie } from './session-cookie.ts';

/** A signed-in request to a plain HTTP route. */
export interface RestRequest {
  readonly request: Request;
  readonly origin: RequestOrigin;
  readonly access: Access;
}

/** Answers a request; what it throws is answered as problem details. */
export type RestHandler = (given: RestRequest) => Promise<Response>;

/** Opens a plain HTTP route for signed-in people and machines. Never rejects. */
export function createRestDoor(
  deps: ControlPlaneDeps,
  method: 'GET' | 'POST',
  handle: RestHandler,
): (request: Request, origin: RequestOrigin) => Promise<Response> {
  const cookie = createSessionCookie(deps.publicUrl.startsWith('https:'));
  return async (request, origin) => {
    try {
      if (request.method !== method) {
        throw new HttpProblem(405, 'METHOD_NOT_ALLOWED', `This route takes ${method} only.`);
      }
      const access = await authenticate(deps, cookie, request.headers);
      if (access === null) {
        throw new HttpProblem(
          401,
          'UNAUTHENTICATED',
          'Sign in first: send a session or an ADMIN token as `Authorization: Bearer …`.',
        );
      }
      if (typeof access === 'string') {
        throw new HttpProblem(REJECTIONS[access].status, access, REJECTIONS[access].message);
      }
      checkForgery(request);
      return await handle({ request, origin, access });
    } catch (error) {
      return answerProblem(error, origin, deps.log);
    }
  };
}

/** A browser lets another site post with a visitor's cookie, but not with a header of its own making. */
function checkForgery({ method, headers }: Request): void {
  if (method === 'GET' || headers.has('authorization') || headers.has('x-keywatch-csrf')) return;
  throw new HttpProblem(
    403,
    'CSRF_HEADER_MISSING',
    'Send the header `x-keywatch-csrf: 1` along with a session cookie.',
  );
}
