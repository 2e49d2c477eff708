import { z } from 'zod';
import type { KeyQuestion } from './ask-key.ts';
import { Problem } from './problem.ts';

/** What a gateway asks of `/v1/auth`. */
export interface AuthQuestion extends KeyQuestion {
  readonly workspaceId: string;
  /** Where refusals are written to: `header` adds them as `X-Keywatch-Body`, for gateways that drop the body. */
  readonly refusalsIn: 'body' | 'header';
}

/** The headers of a request, names in lower case. */
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const text = (bytesMax: number) => z.string('must be given once').min(1, 'must not be empty').max(bytesMax);

const schema = z.strictObject({
  workspace: z
    .uuid('must be the id of the workspace whose keys are let in')
    .transform((id) => id.toLowerCase()),
  server: text(64).optional(),
  scopes: text(1_024)
    .transform((list) => list.split(/[\s,]+/).filter((scope) => scope !== ''))
    .default([]),
  environment: text(64).optional(),
  endpoint: text(1_024).optional(),
  body: z.literal('header', 'must be `header` where it is given').optional(),
});

/**
 * Reads the question from the query of the auth URL, which only the gateway's configuration writes: a header of the same
 * meaning could come from the client. Throws a Problem (400) that names the parameter, also for one that is unknown or
 * comes twice.
 */
export function readQuery(query: unknown, headers: Headers, method: string): AuthQuestion {
  return toQuestion(schema.safeParse(query), originalEndpoint(headers) ?? method);
}

/**
 * Reads the question from `X-Keywatch-*` headers, for gateways that ask under the original path and query (Envoy) and set
 * these headers over the client's: there the query is the client's, and is not looked at. Throws as readQuery does.
 */
export function readHeaders(headers: Headers, method: string, path: string): AuthQuestion {
  const given = Object.keys(schema.shape).flatMap((name) => {
    const value = headers[`x-keywatch-${name}`];
    return value === undefined ? [] : [[name, value]];
  });
  return toQuestion(schema.safeParse(Object.fromEntries(given)), `${method} ${path}`);
}

function toQuestion(parsed: z.ZodSafeParseResult<z.output<typeof schema>>, endpoint: string): AuthQuestion {
  if (!parsed.success) throw new Problem(400, 'INVALID_REQUEST', describe(parsed.error));
  const { workspace, server, scopes, environment, body } = parsed.data;
  return {
    workspaceId: workspace,
    ...(server === undefined ? {} : { server }),
    scopes,
    ...(environment === undefined ? {} : { environment }),
    endpoint: parsed.data.endpoint ?? endpoint,
    refusalsIn: body ?? 'body',
  };
}

function describe({ issues: [issue] }: z.ZodError): string {
  if (issue?.code === 'unrecognized_keys') return `${issue.keys[0]}: is no parameter; leave it out.`;
  return `${issue?.path.join('.')}: ${issue?.message}.`;
}

/**
 * What was asked of the gateway, as `GET /orders`, without the query, which may hold secrets. Traefik and Caddy always set
 * X-Forwarded-Uri; for nginx the documented configuration sets X-Original-URI and empties the other.
 */
function originalEndpoint(headers: Headers): string | undefined {
  const of = (prefix: string) => {
    const uri = headers[`x-${prefix}-uri`];
    if (typeof uri !== 'string' || uri === '') return undefined;
    const method = headers[`x-${prefix}-method`];
    return `${typeof method === 'string' && method !== '' ? method : 'GET'} ${uri.split('?')[0]}`;
  };
  return of('forwarded') ?? of('original');
}
