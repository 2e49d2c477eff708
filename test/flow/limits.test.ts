import { describe, expect, test } from 'vitest';
import { KeyLimits, UpdateServer } from '../support/documents/servers.ts';
import { CreateKey } from '../support/documents.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, execute, seedTenant, success } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { crmOf, makeServer } from '../support/servers.ts';
import { sql } from '../support/sql.ts';

type RateLimit = { limit: number; windowSeconds: number };

/** What verification and GraphQL say of a key, without and with the server crm. */
async function limitsOf(keywatch: TestKeywatch, gateway: Gateway) {
  const { tenant, secret, verify } = gateway;
  const { workspaceId, token } = tenant;
  const serverId = await crmOf(keywatch, tenant);
  const { edges } = await ask(keywatch, KeyLimits, { workspaceId, serverId }, token);
  const applied = async (request: object) =>
    ((await verify({ key: secret, ...request })).body as { rateLimit: RateLimit }).rateLimit.limit;
  const { general, there } = edges[0]?.node ?? {};
  return {
    general: [general?.value, general?.windowSeconds, general?.from, await applied({})],
    there: [there?.value, there?.windowSeconds, there?.from, await applied({ server: 'crm' })],
  };
}

describe('the limit that holds for a key', () => {
  const cases: [string, { workspace: string; server?: number; key?: RateLimit }, unknown[], unknown[]][] = [
    [
      'is the default',
      { workspace: "plan = 'ENTERPRISE'" },
      [100, 60, 'DEFAULT', 100],
      [100, 60, 'DEFAULT', 100],
    ],
    ['is the plan', { workspace: "plan = 'STANDARD'" }, [60, 60, 'PLAN', 60], [60, 60, 'PLAN', 60]],
    [
      "is the workspace's instead of the plan's",
      { workspace: "plan = 'FREE', rate_per_minute = 40" },
      [40, 60, 'WORKSPACE', 40],
      [40, 60, 'WORKSPACE', 40],
    ],
    [
      'is that of the server which the request names',
      { workspace: "plan = 'PROFESSIONAL'", server: 20 },
      [300, 60, 'PLAN', 300],
      [20, 60, 'SERVER', 20],
    ],
    [
      'is its own before all others',
      { workspace: "plan = 'PROFESSIONAL'", server: 20, key: { limit: 50, windowSeconds: 10 } },
      [50, 10, 'KEY', 50],
      [50, 10, 'KEY', 50],
    ],
    [
      'is never above the plan',
      { workspace: "plan = 'FREE'", server: 20, key: { limit: 50, windowSeconds: 10 } },
      [10, 60, 'PLAN', 10],
      [10, 60, 'PLAN', 10],
    ],
    [
      'is never above the plan at a server, either, whose number is of the plan before',
      { workspace: "plan = 'FREE'", server: 20 },
      [10, 60, 'PLAN', 10],
      [10, 60, 'PLAN', 10],
    ],
  ];

  test.each(cases)('%s', async (_sentence, { workspace, server, key }, general, there) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, key === undefined ? {} : { rateLimit: key });
    const { workspaceId, token } = gateway.tenant;
    if (server !== undefined) {
      const serverId = await crmOf(keywatch, gateway.tenant);
      success(await ask(keywatch, UpdateServer, { workspaceId, serverId, ratePerMinute: server }, token));
    }
    await sql(keywatch.databaseUrl, `UPDATE workspaces SET ${workspace}`);
    await sql(keywatch.databaseUrl, 'UPDATE keys SET version = version + 1');
    expect(await limitsOf(keywatch, gateway)).toEqual({ general, there });
  });

  test('at a server changes with the server, at once', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { workspaceId, token } = gateway.tenant;
    expect(await limitsOf(keywatch, gateway)).toMatchObject({ there: [100, 60, 'DEFAULT', 100] });
    const serverId = await crmOf(keywatch, gateway.tenant);
    success(await ask(keywatch, UpdateServer, { workspaceId, serverId, ratePerMinute: 5 }, token));
    expect(await limitsOf(keywatch, gateway)).toMatchObject({ there: [5, 60, 'SERVER', 5] });
  });

  test('shares one count over all servers', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret, verify } = await seedGateway(keywatch);
    await makeServer(keywatch, tenant, 'mail', { ratePerMinute: 3 });
    await makeServer(keywatch, tenant, 'billing', { ratePerMinute: 4 });
    const ask = async (server: string) => (await verify({ key: secret, server })).body;
    for (const remaining of [2, 1]) {
      expect(await ask('mail')).toMatchObject({ code: 'VALID', rateLimit: { limit: 3, remaining } });
    }
    expect(await ask('billing')).toMatchObject({ code: 'VALID', rateLimit: { limit: 4, remaining: 1 } });
    expect(await ask('mail')).toMatchObject({ code: 'RATE_LIMITED', rateLimit: { limit: 3, remaining: 0 } });
    expect(await ask('billing')).toMatchObject({ code: 'VALID', rateLimit: { limit: 4, remaining: 0 } });
  });
});

describe('the limit at a server', () => {
  test('is not told of a server that the key does not open, nor of a foreign one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const crm = await makeServer(keywatch, tenant, 'crm');
    const mail = await makeServer(keywatch, tenant, 'mail');
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'Key', serverIds: [crm] }, token));
    const foreign = await makeServer(keywatch, await seedTenant(keywatch), 'crm');
    for (const serverId of [mail, foreign, '019a0000-0000-7000-8000-000000000000', 'x']) {
      const answer = await execute(keywatch, KeyLimits, { workspaceId, serverId }, token);
      expect(answer).toMatchObject({ data: null, codes: ['NOT_FOUND'] });
    }
    const { edges } = await ask(keywatch, KeyLimits, { workspaceId, serverId: crm }, token);
    expect(edges).toHaveLength(1);
  });
});
