import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { seedTenant } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';

/** The specification's own checks, each by a signed-in client; no guard of Keywatch is off. */
test('GraphQL over HTTP is as its specification says, in 61 of 61 checks', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { token } = await seedTenant(keywatch);
  const audits = serverAudits({
    url: new URL('/graphql', keywatch.url).href,
    fetchFn: async (url: string, init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      return await fetch(url, { ...init, headers });
    },
  });
  const results = await Promise.all(audits.map(async ({ fn }) => await fn()));
  const failed = results.flatMap((result) =>
    result.status === 'ok' ? [] : [`${result.id} ${result.name}: ${result.reason}`],
  );
  expect({ failed, count: results.length }).toEqual({ failed: [], count: 61 });
});
