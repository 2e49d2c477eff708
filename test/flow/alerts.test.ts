import { expect, test } from 'vitest';
import { Alerts, CreateKey } from '../support/documents.ts';
import { ask, seedTenant, signUp, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';

test('alerts are listed with their keys, newest first, by state, and to members for their own keys', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  const ours = success(await ask(keywatch, CreateKey, { workspaceId, name: 'ours' }, token)).key.id;
  const own = success(await ask(keywatch, CreateKey, { workspaceId, name: 'own' }, member.token)).key.id;
  await sql(
    keywatch.databaseUrl,
    `INSERT INTO alerts (id, workspace_id, key_id, kind, severity, state, observed, expected, lower, upper, score,
       sentence, since, last_minute, opened_at)
     SELECT gen_random_uuid(), $1, key_id, 'spike', 'CRITICAL', state::"AlertState", 900, 20, 5, 60, 12, 'Too much.',
       at, at, at
     FROM (VALUES ($2::uuid, 'OPEN', timestamptz '2026-11-20T10:00Z'), ($2::uuid, 'RESOLVED', '2026-11-19T10:00Z'),
       ($3::uuid, 'OPEN', '2026-11-20T11:00Z')) AS a (key_id, state, at)`,
    [workspaceId, ours, own],
  );
  const { edges } = await ask(keywatch, Alerts, { workspaceId }, token);
  expect(edges.map(({ node }) => [node.key?.name, node.state])).toEqual([
    ['own', 'OPEN'],
    ['ours', 'OPEN'],
    ['ours', 'RESOLVED'],
  ]);
  expect(edges[0]?.node).toMatchObject({
    kind: 'spike',
    severity: 'CRITICAL',
    observed: 900,
    sentence: 'Too much.',
  });
  const resolved = await ask(keywatch, Alerts, { workspaceId, state: 'RESOLVED' }, token);
  expect(resolved.edges).toHaveLength(1);
  const first = await ask(keywatch, Alerts, { workspaceId, first: 2 }, token);
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await ask(keywatch, Alerts, { workspaceId, after: first.pageInfo.endCursor }, token);
  expect([...first.edges, ...rest.edges]).toEqual(edges);
  const ofMember = await ask(keywatch, Alerts, { workspaceId }, member.token);
  expect(ofMember.edges.map(({ node }) => node.key?.id)).toEqual([own]);
});
