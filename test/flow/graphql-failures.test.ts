import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSignInThrottle, type SignInThrottle } from '../../src/actions/sign-in-throttle.ts';
import type { ControlPlaneDeps } from '../../src/control-plane/context.ts';
import { createControlPlane } from '../../src/control-plane/server.ts';
import { createSharedPolls } from '../../src/control-plane/shared-polls.ts';
import { openStorage } from '../../src/storage/client.ts';
import { oneSession } from '../support/database.ts';
import { CreateServer, Servers } from '../support/documents.ts';
import { ask, execute, seedTenant, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { openLossyProxy } from '../support/lossy-proxy.ts';
import { sql } from '../support/sql.ts';

/** A control plane on any database, and what it logged. */
function openControlPlane(databaseUrl: string, overrides: Partial<ControlPlaneDeps> = {}) {
  const storage = openStorage({ databaseUrl });
  onTestFinished(storage.close);
  const logged: [object, string][] = [];
  const controlPlane = createControlPlane({
    storage,
    carryVersions: async () => 'DONE' as const,
    announceImport: async () => undefined,
    now: () => new Date(),
    randomBytes,
    peppers: [{ version: 1, secret: randomBytes(32) }],
    encryptionKey: randomBytes(32),
    throttle: createSignInThrottle(),
    mailer: { send: async () => 'LOGGED' as const },
    signUp: 'open',
    publicUrl: 'http://keywatch.test',
    shards: 1,
    polls: createSharedPolls({ everyMs: 1_000, readersMax: 1 }),
    log: { error: (detail, message) => void logged.push([detail, message]) },
    ...overrides,
  });
  const post = async (query: string, headers: Record<string, string> = {}) => {
    const request = new Request('http://keywatch.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    const response = await controlPlane.handle(request, { requestId: 'boot-7', ip: '192.0.2.1' });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown };
  };
  return { post, logged };
}

const SIGN_IN = 'mutation { signIn(email: "ada@example.com", password: "some password") { __typename } }';
const NOTHING_INSIDE = /ECONNREFUSED|prisma|127\.0\.0\.1|hidden|SELECT|invocation|statement/i;

function errorOf(code: string, detail: object = {}) {
  return { errors: [{ message: expect.any(String), extensions: { code, ...detail } }] };
}

describe('an unexpected error', () => {
  test('is logged once and answered with the request id only', async () => {
    const throttle = new Proxy({} as SignInThrottle, {
      get: () => {
        throw new Error('hidden: a fault at 127.0.0.1');
      },
    });
    const { post, logged } = openControlPlane('postgresql://nobody:hidden@127.0.0.1:1/none', { throttle });
    const { body, text } = await post(SIGN_IN);
    expect(body).toMatchObject({ data: null, ...errorOf('INTERNAL', { requestId: 'boot-7' }) });
    expect(text).toContain('quote the request id boot-7');
    expect(text).not.toMatch(NOTHING_INSIDE);
    expect(logged).toEqual([
      [expect.objectContaining({ requestId: 'boot-7', err: expect.any(Error) }), expect.any(String)],
    ]);
  });
});

describe('a Postgres that is away', () => {
  test('is told as DATABASE_UNAVAILABLE, before and inside of an operation', async () => {
    const { post, logged } = openControlPlane('postgresql://nobody:hidden@127.0.0.1:1/none');
    const inside = await post(SIGN_IN);
    const before = await post(SIGN_IN, { authorization: 'Bearer kwt_ses_x' });
    for (const { status, body } of [inside, before]) {
      expect({ status, body }).toMatchObject({ status: 503, body: errorOf('DATABASE_UNAVAILABLE') });
    }
    expect(inside.headers.get('retry-after')).toBe('1');
    expect(before.headers.get('retry-after')).toBe('1');
    expect(`${inside.text}${before.text}`).not.toMatch(NOTHING_INSIDE);
    expect(logged).toHaveLength(2);
  });

  test.skipIf(oneSession)('is told so too where it goes away in the middle of a statement', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const { hostname, port } = new URL(keywatch.databaseUrl);
    const proxy = await openLossyProxy({ host: hostname, port: Number(port || 5432) });
    onTestFinished(proxy.close);
    const cut = new URL(keywatch.databaseUrl);
    cut.port = String(proxy.port);
    const { post } = openControlPlane(cut.href);
    const release = await lockServers(keywatch.databaseUrl);
    const asked = post(`{ servers(workspaceId: "${workspaceId}") { id } }`, {
      authorization: `Bearer ${token}`,
    });
    await waitForBlocked(keywatch.databaseUrl);
    proxy.cutAll();
    const { status, body, text } = await asked;
    expect({ status, body }).toMatchObject({ status: 503, body: errorOf('DATABASE_UNAVAILABLE') });
    expect(text).not.toMatch(NOTHING_INSIDE);
    await release();
  });
});

describe('an operation that takes too long', () => {
  test.skipIf(oneSession)('is answered 504 after 5 seconds and leaves nothing behind', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const release = await lockServers(keywatch.databaseUrl);
    const crm = { workspaceId, slug: 'crm', name: 'CRM' };
    const startedAt = performance.now();
    const [query, mutation] = await Promise.all([
      execute(keywatch, Servers, { workspaceId }, token),
      execute(keywatch, CreateServer, crm, token),
    ]);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    for (const { status, codes, data } of [query, mutation]) {
      expect({ status, codes, data }).toEqual({ status: 504, codes: ['TIMEOUT'], data: null });
    }
    expect(query.messages[0]).toContain('Ask for less at once');
    expect(mutation.messages[0]).toContain('may have been done');
    await release();
    expect((await execute(keywatch, Servers, { workspaceId }, token)).status).toBe(200);
  });

  test('does not go on to its other fields', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const { post, logged } = openControlPlane(keywatch.databaseUrl, { requestMsMax: 500 });
    const release = await lockServers(keywatch.databaseUrl);
    const fields = ['a', 'b'].map(
      (slug) =>
        `${slug}: createServer(workspaceId: "${workspaceId}", slug: "${slug}", name: "x") { __typename }`,
    );
    const late = await post(`mutation { ${fields.join(' ')} }`, { authorization: `Bearer ${token}` });
    expect(late).toMatchObject({ status: 504, body: errorOf('TIMEOUT') });
    await release();
    success(await ask(keywatch, CreateServer, { workspaceId, slug: 'c', name: 'x' }, token));
    const slugs = await sql(keywatch.databaseUrl, "SELECT slug FROM servers WHERE slug = 'b'");
    expect(slugs).toEqual([]);
    expect(logged).toEqual([]);
  });

  test.skipIf(oneSession)('is told so too where Postgres ended its statement', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const release = await lockServers(keywatch.databaseUrl);
    const asked = execute(keywatch, Servers, { workspaceId }, token);
    const pid = await waitForBlocked(keywatch.databaseUrl);
    await sql(keywatch.databaseUrl, 'SELECT pg_cancel_backend($1)', [pid]);
    const { status, codes, messages } = await asked;
    expect({ status, codes }).toEqual({ status: 504, codes: ['TIMEOUT'] });
    expect(messages.join()).not.toMatch(NOTHING_INSIDE);
    await release();
  });
});

/** Keeps everybody else from the table of servers until it is released. */
async function lockServers(databaseUrl: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE servers IN ACCESS EXCLUSIVE MODE');
  let open = true;
  const release = async () => {
    if (open) await client.end();
    open = false;
  };
  onTestFinished(release);
  return release;
}

/** The process of Postgres that waits for a lock, as soon as there is one. */
async function waitForBlocked(databaseUrl: string): Promise<number> {
  const blocked = async () =>
    await sql(
      databaseUrl,
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
  await expect.poll(blocked).toHaveLength(1);
  const [row] = await blocked();
  return (row as { pid: number }).pid;
}
