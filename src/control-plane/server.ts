import { AsyncLocalStorage } from 'node:async_hooks';
import { createYoga, type GraphiQLOptions } from 'graphql-yoga';
import { type Access, findAccess, type Rejection } from './access.ts';
import type { ControlPlaneDeps, GraphqlContext, RequestOrigin } from './context.ts';
import { answerableError } from './errors.ts';
import { armor, csrf, documentErrorCodes, introspectionForSignedIn } from './guards.ts';
import { FIRST_OPERATION, SIGN_IN_PAGE } from './page.ts';
import { buildSchema } from './schema.ts';
import { createSessionCookie, type SessionCookie } from './session-cookie.ts';

/** The GraphQL door, for whatever HTTP server it hangs on. */
export interface ControlPlane {
  /** Answers a request to /graphql. Never rejects. */
  handle(request: Request, origin: RequestOrigin): Promise<Response>;
}

const BODY_BYTES_MAX = 100_000;
const SIGNED_OUT = 'signed out';

/** Opens the control plane. */
export function createControlPlane(deps: ControlPlaneDeps): ControlPlane {
  const cookie = createSessionCookie(deps.secureCookies);
  const requests = new AsyncLocalStorage<RequestOrigin>();
  const yoga = createYoga<GraphqlContext>({
    schema: buildSchema(),
    graphqlEndpoint: '/graphql',
    maskedErrors: {
      maskError: (error) =>
        answerableError(error, { requestId: requests.getStore()?.requestId ?? 'unknown', log: deps.log }),
    },
    plugins: [armor(), csrf(), introspectionForSignedIn(), documentErrorCodes()],
    graphiql: (_request, context) => ({
      title: context.access === null ? SIGNED_OUT : 'Keywatch',
      defaultQuery: FIRST_OPERATION,
    }),
    renderGraphiQL: async (options) =>
      options?.title === SIGNED_OUT ? SIGN_IN_PAGE : await renderEditor(options),
    maxRequestBodySize: BODY_BYTES_MAX,
    batching: false,
    multipart: false,
    cors: false,
    landingPage: false,
    logging: false,
  });

  const answer = async (request: Request, origin: RequestOrigin): Promise<Response> => {
    const access = await authenticate(deps, cookie, request.headers);
    if (typeof access === 'string') return rejected(access);
    const cookies: string[] = [];
    const response = await yoga.fetch(request, {
      ...origin,
      deps,
      access,
      keepSession: (session) => cookies.push(cookie.write(session)),
    });
    response.headers.set('cache-control', 'no-store');
    response.headers.set('x-frame-options', 'DENY');
    for (const header of cookies) response.headers.append('set-cookie', header);
    return response;
  };

  return {
    handle: async (request, origin) =>
      await requests.run(origin, async () => {
        try {
          return await answer(request, origin);
        } catch (error) {
          return failure(500, answerableError(error, { ...origin, log: deps.log }).toJSON());
        }
      }),
  };
}

/** GraphiQL in one page of 9 MB that needs no other server; it is only loaded where somebody opens it. */
async function renderEditor(options: GraphiQLOptions | undefined): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}

/** A bearer token has to be good; a session that ran out in a browser only means that its person is signed out. */
async function authenticate(
  deps: ControlPlaneDeps,
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

const REJECTIONS: Readonly<Record<Rejection, { status: number; message: string }>> = {
  TOKEN_INVALID: {
    status: 401,
    message:
      'This token is unknown or has expired. Sign in again with `signIn`, without an Authorization header.',
  },
  TOKEN_KIND_NOT_ALLOWED: {
    status: 403,
    message: 'Keys and gateway tokens never open this API. Send a session or an ADMIN token.',
  },
};

function rejected(code: Rejection): Response {
  const { status, message } = REJECTIONS[code];
  return failure(status, { message, extensions: { code } });
}

function failure(status: number, error: object): Response {
  return Response.json({ errors: [error] }, { status, headers: { 'cache-control': 'no-store' } });
}
