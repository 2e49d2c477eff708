import { expect, test } from 'vitest';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { Suggestions } from '../support/documents/replay.ts';
import { CreateKey } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { makeServer } from '../support/servers.ts';
import { addMember, sql } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const [VALID, LIMITED] = [decisionMeasure('VALID'), decisionMeasure('RATE_LIMITED')];

test('what keys hold and have not used is suggested to be taken away, and nothing else', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedTenant(keywatch);
  const { workspaceId, token } = tenant;
  const [crm, mail] = [await makeServer(keywatch, tenant, 'crm'), await makeServer(keywatch, tenant, 'mail')];
  const makeKey = async (name: string, more: { serverIds?: string[]; limit?: number } = {}) => {
    const { limit, serverIds } = more;
    const rateLimit = limit === undefined ? undefined : { limit, windowSeconds: 60 };
    const input = { workspaceId, name, serverIds, rateLimit };
    return success(await ask(keywatch, CreateKey, input, token)).key.id;
  };
  const idle = await makeKey('idle');
  const narrow = await makeKey('narrow', { serverIds: [crm, mail] });
  const [generous, fitting, limited] = [
    await makeKey('generous', { limit: 1_000 }),
    await makeKey('fitting', { limit: 100 }),
    await makeKey('limited', { limit: 1_000 }),
  ];
  await sql(keywatch.databaseUrl, "UPDATE servers SET created_at = now() - interval '200 days'");
  await sql(keywatch.databaseUrl, "UPDATE keys SET created_at = now() - interval '200 days'");
  await sql(
    keywatch.databaseUrl,
    "UPDATE keys SET last_used_at = now() - interval '1 day' WHERE name <> 'idle'",
  );
  await makeKey('new', { limit: 1_000 });
  const at = Math.floor(Date.now() / MINUTE) * MINUTE - DAY;
  await usageRows(keywatch.databaseUrl, workspaceId).roll([
    { keyId: narrow, at, measure: VALID, n: 1, serverId: crm },
    { keyId: generous, at, measure: VALID, n: 40, serverId: crm },
    { keyId: generous, at, measure: VALID, n: 20, serverId: mail },
    { keyId: fitting, at, measure: VALID, n: 60 },
    { keyId: limited, at, measure: VALID, n: 1 },
    { keyId: limited, at, measure: LIMITED, n: 1 },
  ]);
  const told = await ask(keywatch, Suggestions, { workspaceId }, token);
  expect(told.map(({ kind, key, server }) => [kind, key.name, server?.slug])).toEqual([
    ['UNUSED_KEY', 'idle', undefined],
    ['UNUSED_SERVER', 'narrow', 'mail'],
    ['GENEROUS_LIMIT', 'generous', undefined],
  ]);
  expect(told.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('Never used'),
    expect.stringContaining('`mail` in 90 days'),
    expect.stringContaining('At most 60 requests came in 60 seconds'),
  ]);
  const long = await ask(keywatch, Suggestions, { workspaceId, unusedDays: 300 }, token);
  expect(long.map(({ keyId }) => keyId)).toEqual([generous]);
  await sql(keywatch.databaseUrl, 'UPDATE keys SET revoked_at = now() WHERE id = $1', [idle]);
  expect(await ask(keywatch, Suggestions, { workspaceId }, token)).toHaveLength(2);

  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  expect(await ask(keywatch, Suggestions, { workspaceId }, member.token)).toEqual([]);
  expect(await execute(keywatch, Suggestions, { workspaceId, unusedDays: 0 }, token)).toMatchObject({
    codes: ['INVALID_INPUT'],
  });
});
