import { AsyncLocalStorage } from 'node:async_hooks';
import { createYoga, type GraphiQLOptions, shouldRenderGraphiQL } from 'graphql-yoga';
import type { Rejection } from './access.ts';
import { authenticate, REJECTIONS } from './authenticate.ts';
import type { ControlPlaneDeps, GraphqlContext, RequestOrigin } from './context.ts';
import { createDeadline } from './deadline.ts';
import { answerableError, httpOf, withHttp } from './errors.ts';
import { FIRST_OPERATION } from './first-operation.ts';
import { armor, csrf, documentErrorCodes, introspectionForSignedIn } from './guards.ts';
import { buildSchema } from './schema.ts';
import { createSessionCookie } from './session-cookie.ts';
import { confineTo, REQUEST_MS_MAX, transactionPerQuery } from './tenancy.ts';
import { traced } from './traced.ts';
import { trustedDocuments } from './trusted-documents.ts';

/** The GraphQL door, for whatever HTTP server it hangs on. */
export interface ControlPlane {
  /** Answers a request to /graphql. Never rejects. */
  handle(request: Request, origin: RequestOrigin): Promise<Response>;
}

const BODY_BYTES_MAX = 100_000;

/** Opens the control plane. */
export function createControlPlane(deps: ControlPlaneDeps): ControlPlane {
  const cookie = createSessionCookie(deps.publicUrl.startsWith('https:'));
  const requests = new AsyncLocalStorage<RequestOrigin>();
  const deadline = createDeadline(deps.requestMsMax ?? REQUEST_MS_MAX);
  const documents = deps.trustedDocuments ?? { texts: new Map(), mode: 'also' };
  const yoga = createYoga<GraphqlContext>({
    schema: buildSchema(),
    graphqlEndpoint: '/graphql',
    maskedErrors: {
      maskError: (error) =>
        withHttp(
          answerableError(error, { requestId: requests.getStore()?.requestId ?? 'unknown', log: deps.log }),
        ),
    },
    plugins: [
      armor(),
      csrf(),
      trustedDocuments(documents),
      introspectionForSignedIn(),
      documentErrorCodes(),
      deadline.plugin,
      transactionPerQuery(),
      ...(deps.trace === undefined ? [] : [traced(deps.trace)]),
    ],
    graphiql: documents.mode === 'also' && { title: 'Keywatch', defaultQuery: FIRST_OPERATION },
    renderGraphiQL: renderEditor,
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
    if (access === null && documents.mode === 'also' && shouldRenderGraphiQL(request)) return toSignIn();
    const cookies: string[] = [];
    const storage = confineTo(deps.storage, access);
    const response = await yoga.fetch(request, {
      ...origin,
      deps: { ...deps, storage },
      identity: deps,
      db: storage.db,
      read: storage.reader({ statementMsMax: REQUEST_MS_MAX }),
      access,
      userAgent: request.headers.get('user-agent') ?? undefined,
      keepSession: (session) => cookies.push(cookie.write(session)),
    });
    if (response.status === 415) return wrongMediaType();
    response.headers.set('cache-control', 'no-store');
    response.headers.set('x-frame-options', 'DENY');
    for (const header of cookies) response.headers.append('set-cookie', header);
    return response;
  };

  return {
    handle: async (request, origin) =>
      await requests.run(origin, async () => {
        try {
          return await deadline.within(async () => await answer(request, origin));
        } catch (error) {
          const answerable = answerableError(error, { ...origin, log: deps.log });
          return failure(httpOf(answerable), answerable.toJSON());
        }
      }),
  };
}

/** GraphiQL in one page of 9 MB that needs no other server; it is only loaded where somebody opens it. */
async function renderEditor(options: GraphiQLOptions | undefined): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}

/** A browser whose person is signed out comes back when they have signed in. */
function toSignIn(): Response {
  return new Response(null, {
    status: 302,
    headers: { location: '/sign-in?next=/graphql', 'cache-control': 'no-store' },
  });
}

function rejected(code: Rejection): Response {
  const { status, message } = REJECTIONS[code];
  return failure({ status }, { message, extensions: { code } });
}

/** Yoga refuses it without a word. */
function wrongMediaType(): Response {
  const message = 'Send the operation as `content-type: application/json`.';
  return failure({ status: 415 }, { message, extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
}

function failure(http: { status: number; headers?: Record<string, string> }, error: object): Response {
  const headers = { ...http.headers, 'cache-control': 'no-store' };
  return Response.json({ errors: [error] }, { status: http.status, headers });
}
