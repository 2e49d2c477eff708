import { describe, expect, test } from 'vitest';
import { SignIn } from '../support/documents.ts';
import { createToken } from '../support/gateway.ts';
import { ask, PASSWORD, seedTenant, success } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';

const OWNER = { ownerEmail: 'owner@example.com', ownerPassword: PASSWORD };

async function get(keywatch: TestKeywatch, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, keywatch.url), { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function signInOperator(keywatch: TestKeywatch): Promise<string> {
  const { ownerEmail: email, ownerPassword: password } = OWNER;
  return success(await ask(keywatch, SignIn, { email, password })).token;
}

describe('the pages of the job queue', () => {
  test('show operators the queue, with scripts of their own only', async () => {
    const keywatch = await startKeywatch(OWNER);
    const token = await signInOperator(keywatch);
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `kw_session=${token}` }]) {
      const page = await get(keywatch, '/admin/queues', headers);
      expect(page.status).toBe(200);
      expect(page.text).toContain('Keywatch');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(page.headers.get('cache-control')).toBe('no-store');
      const [, script = ''] = /<script defer src="([^"]+)"/.exec(page.text) ?? [];
      expect(await get(keywatch, `/admin/queues/${script}`, headers)).toMatchObject({ status: 200 });
      const { status, text } = await get(keywatch, '/admin/queues/api/queues', headers);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ queues: [{ name: 'jobs', readOnlyMode: true }] });
    }
    const pause = await fetch(new URL('/admin/queues/api/queues/jobs/pause', keywatch.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(pause.status).toBe(404);
  });

  test.each(['/admin/queues', '/admin/queues/api/queues', '/admin/queues/static/js/main.js'])(
    'show nobody else %s',
    async (path) => {
      const keywatch = await startKeywatch({ ...OWNER, role: 'api' });
      const tenant = await seedTenant(keywatch);
      const admin = await createToken(keywatch, tenant, 'ADMIN');
      const gateway = await createToken(keywatch, tenant, 'GATEWAY');
      const status = async (token: string) => {
        const answer = await get(keywatch, path, { authorization: `Bearer ${token}` });
        return [answer.status, JSON.parse(answer.text).code];
      };
      expect(await status(tenant.token)).toEqual([403, 'FORBIDDEN']);
      expect(await status(admin)).toEqual([403, 'FORBIDDEN']);
      expect(await status(gateway)).toEqual([403, 'TOKEN_KIND_NOT_ALLOWED']);
      expect(await status('kwt_ses_nonsense')).toEqual([401, 'TOKEN_INVALID']);
      expect(await get(keywatch, path)).toMatchObject({ status: 401 });
      const browser = await get(keywatch, path, { accept: 'text/html,*/*' });
      expect([browser.status, browser.headers.get('location')]).toEqual([302, '/sign-in?next=/admin/queues']);
    },
  );
});
