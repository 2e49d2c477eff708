import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where `npm run build:dashboard` writes. */
const BUILT = fileURLToPath(new URL('../../dist/dashboard/', import.meta.url));

/** The paths of its screens; what else nobody knows is still a 404. */
const PLACES = ['/', '/sign-in', '/sign-up', '/invitation', '/account', '/w/*'];

/**
 * Serves the dashboard: its page at the paths of its screens, never cached; its scripts and styles, whose names change with
 * what is in them, for a year. Where it was not built, these paths say how to.
 */
export function mountDashboard(server: FastifyInstance): void {
  server.register(fastifyStatic, {
    root: `${BUILT}assets`,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
    suppressWarning: true,
    setHeaders: (reply) => void reply.header('x-content-type-options', 'nosniff'),
  });
  let page: Promise<string | undefined> | undefined;
  const showPage = async (_request: unknown, reply: FastifyReply) => {
    page ??= readFile(`${BUILT}index.html`, 'utf8').catch(() => undefined);
    const html = await page;
    if (html !== undefined) return await reply.headers(PAGE_HEADERS).send(html);
    return await reply.code(503).headers(PAGE_HEADERS).send(NOT_BUILT);
  };
  for (const path of PLACES) server.get(path, showPage);
}

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Keywatch</title>
<p>The dashboard is not built here. Run <code>npm run build:dashboard</code> and start Keywatch again; GraphQL at
<a href="/graphql">/graphql</a> works without.</p>`;

/** Its own scripts and styles, and requests to the Keywatch that served it; nothing else, and nothing inline. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
