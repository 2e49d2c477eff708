import { containByLink } from '../actions/contain-by-link.ts';
import { CONTAIN_PAGE_HEADERS, containPage } from './contain-page.ts';
import type { ControlPlaneDeps, RequestOrigin } from './context.ts';
import { answerProblem, HttpProblem } from './problem.ts';

/**
 * `GET /contain?token=…` shows what a signed link of an alert would do, `POST /contain` with the form's token does it: mail
 * scanners open links, so a GET changes nothing. Whoever holds the link may use it; nobody has to sign in. Never rejects.
 */
export function createContainDoor(
  deps: ControlPlaneDeps,
): (request: Request, origin: RequestOrigin) => Promise<Response> {
  return async (request, origin) => {
    try {
      const { token, act } = await readRequest(request);
      const offer = await containByLink(deps, token, { act, ip: origin.ip });
      const { status, html } = containPage(offer, token);
      return new Response(html, { status, headers: CONTAIN_PAGE_HEADERS });
    } catch (error) {
      return answerProblem(error, origin, deps.log);
    }
  };
}

async function readRequest(request: Request): Promise<{ token: string; act: boolean }> {
  if (request.method === 'GET') {
    return { token: new URL(request.url).searchParams.get('token') ?? '', act: false };
  }
  if (request.method !== 'POST') {
    throw new HttpProblem(405, 'METHOD_NOT_ALLOWED', 'This route takes GET and POST only.');
  }
  return { token: new URLSearchParams(await request.text()).get('token') ?? '', act: true };
}
