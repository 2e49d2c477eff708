import { request } from 'node:http';
import type { Tenant } from './graphql.ts';
import type { TestKeywatch } from './keywatch.ts';
import { makeServer } from './servers.ts';

/** What came back, the body as it was sent. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends a request with exactly these headers, and where it is given exactly this path: fetch would tidy them up. */
export async function send(
  to: string | URL | { readonly base: string; readonly path: string },
  headers: Readonly<Record<string, string | string[]>> = {},
  options: { method?: string; body?: string } = {},
): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const exact = typeof to === 'object' && 'base' in to;
  const more = { method: options.method ?? 'GET', headers, ...(exact ? { path: to.path } : {}) };
  const outgoing = request(exact ? to.base : to, more, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('error', reject);
    answer.on('end', () =>
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        text: Buffer.concat(chunks).toString(),
      }),
    );
  });
  outgoing.on('error', reject);
  outgoing.end(options.body);
  return await promise;
}

/** The auth URL of a gateway in front of a server. */
export function authUrl(
  keywatch: TestKeywatch,
  { workspaceId }: Pick<Tenant, 'workspaceId'>,
  parameters: Record<string, string> = {},
): URL {
  const url = new URL('/v1/auth', keywatch.url);
  url.search = new URLSearchParams({ workspace: workspaceId, server: 'crm', ...parameters }).toString();
  return url;
}

/** Makes a server for each dialect, of which the slug is the dialect in lower case. */
export async function makeDialectServers(keywatch: TestKeywatch, tenant: Tenant): Promise<void> {
  for (const errorDialect of ['AI2FIN', 'MCP_CLOUD']) {
    const slug = errorDialect.toLowerCase().replace('_', '-');
    await makeServer(keywatch, tenant, slug, { errorDialect });
  }
}

/** The value of a metric's line, 0 where there is none. */
export async function metric(keywatch: TestKeywatch, line: string): Promise<number> {
  const { text } = await send(new URL('/metrics', keywatch.url));
  const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return Number(found?.split(' ').at(-1) ?? 0);
}
