import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ContainKey, Containments, UndoContainment } from '../support/documents/containment.ts';
import { DeleteKey } from '../support/documents/keys.ts';
import { LeakPatterns, Leaks, SetLeakAction } from '../support/documents/leaks.ts';
import { MakeToken } from '../support/documents/platform.ts';
import { Alerts, CreateKey } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { startGithub } from '../support/github.ts';
import { ask, seedTenant, success } from '../support/graphql.ts';
import { auditOf } from '../support/key-tenant.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

const URL_OF_LEAK = 'https://github.com/octocat/Hello-World/blob/12345600b9cbe38a/foo/bar.txt';
const UNKNOWN = `kw_live_${'x'.repeat(49)}`;

function keys(count: number): { key: string }[] {
  return Array.from({ length: count }, (_, index) => ({ key: `${index}` }));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

async function eventsOf(keywatch: TestKeywatch, workspaceId: string): Promise<string[]> {
  const rows = await sql(
    keywatch.databaseUrl,
    'SELECT event_type AS type FROM deliveries WHERE workspace_id = $1 ORDER BY event_type',
    [workspaceId],
  );
  return (rows as { type: string }[]).map(({ type }) => type);
}

test('a key that GitHub reports is suspended before GitHub has its answer, told once, and given back by one call', async () => {
  const github = await startGithub();
  const signer = github.addKey();
  const keywatch = await startKeywatch({ role: 'api', githubKeysUrl: github.keysUrl });
  const gateway = await seedGateway(keywatch);
  const { tenant, keyId, secret } = gateway;
  const { workspaceId, token } = tenant;
  await sql(
    keywatch.databaseUrl,
    `INSERT INTO webhook_endpoints (id, workspace_id, url, sealed_secret)
     VALUES (gen_random_uuid(), $1, 'https://hooks.example/', '')`,
    [workspaceId],
  );
  const code = async () => ((await gateway.verify({ key: secret })).body as { code: string }).code;
  const send = async (body: string, headers: Record<string, string>) => {
    const response = await fetch(new URL('/v1/leaks/github', keywatch.url), {
      method: 'POST',
      headers,
      body,
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const match = { token: secret, type: 'keywatch', url: URL_OF_LEAK, source: 'content' };
  const body = JSON.stringify([match, { token: UNKNOWN, type: 'keywatch', url: '', source: 'commit' }]);
  const headers = github.signed(body, signer);

  for (const [forged, more, refused] of [
    [body, {}, 'REPORT_SIGNATURE_MISSING'],
    [`${body} `, headers, 'REPORT_SIGNATURE_INVALID'],
    [body, { ...headers, 'github-public-key-identifier': 'unknown' }, 'REPORT_SIGNATURE_INVALID'],
    [body, { ...headers, 'github-public-key-signature': 'AAAA' }, 'REPORT_SIGNATURE_INVALID'],
  ] as const) {
    expect(await send(forged, more)).toMatchObject({ status: 401, body: { code: refused } });
  }
  const noReport = JSON.stringify({ token: secret });
  expect(await send(noReport, github.signed(noReport, signer))).toMatchObject({
    status: 400,
    body: { code: 'INVALID_REQUEST' },
  });
  expect(await code()).toBe('VALID');

  const answer = await send(body, headers);
  expect(await code()).toBe('SUSPENDED');
  expect(answer).toEqual({
    status: 200,
    body: [
      { token_hash: hashOf(secret), token_type: 'keywatch', label: 'true_positive' },
      { token_hash: hashOf(UNKNOWN), token_type: 'keywatch', label: 'false_positive' },
    ],
  });
  const { edges } = await ask(keywatch, Alerts, { workspaceId }, token);
  expect(edges.map(({ node }) => node)).toMatchObject([
    { kind: 'leak', severity: 'CRITICAL', state: 'OPEN', sentence: expect.stringContaining(URL_OF_LEAK) },
  ]);
  const told = ['alert.opened', 'key.contained', 'key.leaked'];
  expect(await eventsOf(keywatch, workspaceId)).toEqual(told);

  // A replay changes nothing, also after a person has judged otherwise; another place is another leak.
  success(await ask(keywatch, UndoContainment, { workspaceId, keyId }, token));
  expect(await send(body, headers)).toEqual(answer);
  expect(await code()).toBe('VALID');
  const elsewhere = JSON.stringify([{ ...match, url: `${URL_OF_LEAK}#L2` }]);
  expect(await send(elsewhere, github.signed(elsewhere, signer))).toMatchObject({ status: 200 });
  expect(await code()).toBe('SUSPENDED');
  expect((await ask(keywatch, Alerts, { workspaceId }, token)).edges).toHaveLength(1);
  expect(await ask(keywatch, Leaks, { workspaceId }, token)).toMatchObject([
    { url: `${URL_OF_LEAK}#L2`, action: 'SUSPEND' },
    { url: URL_OF_LEAK, source: 'content', reporter: 'GITHUB', action: 'SUSPEND' },
  ]);
  expect(github.answered).toEqual([200]);
  const traces = await sql(
    keywatch.databaseUrl,
    'SELECT detail FROM audit_events UNION ALL SELECT payload::jsonb FROM deliveries',
  );
  expect(JSON.stringify(traces)).not.toContain(secret);
});

test('machines report keys of their workspace, and whoever has a key may report it', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const gateway = await seedGateway(keywatch);
  const { tenant, keyId, secret, token } = gateway;
  const { workspaceId } = tenant;
  const foreign = await seedTenant(keywatch);
  const theirs = await ask(
    keywatch,
    CreateKey,
    { workspaceId: foreign.workspaceId, name: 'x' },
    foreign.token,
  );
  const theirSecret = success(theirs).secret;
  const report = async (leaks: unknown, as?: string) => await keywatch.post('/v1/leaks', as, { leaks });
  const make = async (name: string) =>
    success(await ask(keywatch, CreateKey, { workspaceId, name }, tenant.token));

  // What ends by itself gives way, or the key would come alive again.
  const briefly = { workspaceId, keyId, step: 'SUSPEND' as const, minutes: 30 };
  success(await ask(keywatch, ContainKey, briefly, tenant.token));
  const pasted = [{ sha256: hashOf(secret), source: 'paste', url: 'https://paste.example/1' }];
  const stopped = { status: 200, body: { leaks: [{ keyId, outcome: 'SUSPENDED' }] } };
  expect(await report(pasted, token)).toEqual(stopped);
  const active = await ask(keywatch, Containments, { workspaceId, active: true }, tenant.token);
  expect(active.edges.map(({ node }) => node)).toMatchObject([{ by: 'LEAK', until: null }]);
  expect(await report(pasted, token)).toMatchObject({ body: { leaks: [{ outcome: 'KNOWN' }] } });
  // A place that was told before stops a key again that is alive.
  success(await ask(keywatch, UndoContainment, { workspaceId, keyId, all: true }, tenant.token));
  expect(await report(pasted, token)).toEqual(stopped);
  expect(await report([{ key: theirSecret }, { key: UNKNOWN }], token)).toMatchObject({
    body: { leaks: [{ outcome: 'UNKNOWN' }, { outcome: 'UNKNOWN' }] },
  });
  expect((await gateway.verify({ key: secret })).body).toMatchObject({ code: 'SUSPENDED' });

  // By policy a leaked key is revoked; one that is dead already is told once, and stays as it is.
  const revoking = { workspaceId, action: 'REVOKE' as const };
  expect(await ask(keywatch, SetLeakAction, revoking, tenant.token)).toMatchObject({
    workspace: { leakAction: 'REVOKE' },
  });
  const [first, second] = [await make('first'), await make('second')];
  const answers = [await report([{ key: first.secret }]), await report([{ key: UNKNOWN }])];
  expect(answers).toEqual([1, 1].map((received) => ({ status: 202, body: { received } })));
  expect((await gateway.verify({ key: first.secret })).body).toMatchObject({ code: 'REVOKED' });
  expect(await report([{ key: first.secret }], token)).toMatchObject({
    body: { leaks: [{ outcome: 'DEAD' }] },
  });
  expect(await report([{ key: first.secret }], token)).toMatchObject({
    body: { leaks: [{ outcome: 'KNOWN' }] },
  });
  success(await ask(keywatch, DeleteKey, { workspaceId, keyId: second.key.id }, tenant.token));
  expect(await report([{ key: second.secret }], token)).toMatchObject({
    body: { leaks: [{ outcome: 'DEAD' }] },
  });
  const actions = ((await auditOf(keywatch, first.key.id)) as { action: string }[]).map(
    ({ action }) => action,
  );
  expect(actions.sort()).toEqual(['key.created', 'key.leaked', 'key.leaked', 'key.revoked']);

  for (const wrong of [
    [],
    {},
    [{}],
    [{ key: 'a', sha256: hashOf('a') }],
    [{ key: 'a', url: 'ftp://x' }],
    [{ key: 'a', more: 1 }],
    keys(101),
  ]) {
    expect(await report(wrong, token)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  }
  expect(await report([{ sha256: hashOf(secret) }])).toMatchObject({ status: 400 });
  expect(await report([{ key: secret }], secret)).toMatchObject({ status: 401 });
  const narrow = { workspaceId, kind: 'GATEWAY' as const, name: 'edge', scopes: ['verify'] };
  const verifier = success(await ask(keywatch, MakeToken, narrow, tenant.token)).secret;
  expect(await report([{ key: secret }], verifier)).toMatchObject({ body: { code: 'TOKEN_SCOPE_MISSING' } });
  expect(await report(keys(21))).toMatchObject({
    status: 429,
    body: { code: 'TOO_MANY_REPORTS' },
  });
  expect(await report(keys(10))).toMatchObject({ status: 202 });
  // What is our own fault is not told as one of Postgres.
  await sql(keywatch.databaseUrl, 'ALTER TABLE leaks RENAME TO hidden');
  expect(await report(pasted, token)).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
});

test('a hundred keys of one report are all stopped before its answer, each told by itself, places that are named twice as well', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const gateway = await seedGateway(keywatch);
  const { tenant, token } = gateway;
  const { workspaceId } = tenant;
  await sql(
    keywatch.databaseUrl,
    `INSERT INTO webhook_endpoints (id, workspace_id, url, sealed_secret)
     VALUES (gen_random_uuid(), $1, 'https://hooks.example/', '')`,
    [workspaceId],
  );
  const made = await Promise.all(
    Array.from({ length: 98 }, async (_, index) =>
      success(await ask(keywatch, CreateKey, { workspaceId, name: `key ${index}` }, tenant.token)),
    ),
  );
  const versions = async () =>
    new Map(
      (
        (await sql(keywatch.databaseUrl, 'SELECT id, version::int AS version FROM keys')) as {
          id: string;
          version: number;
        }[]
      ).map(({ id, version }) => [id, version]),
    );
  const before = await versions();
  const codes = async () => {
    const answers = await Promise.all(made.map(async ({ secret }) => await gateway.verify({ key: secret })));
    return [...new Set(answers.map(({ body }) => (body as { code: string }).code))];
  };
  expect(await codes()).toEqual(['VALID']);
  const [paste, gist] = ['https://paste.example/1', 'https://gist.example/2'];
  const [twice = { secret: '', key: { id: '' } }] = made;
  const leaks = [
    ...made.map(({ secret }) => ({ key: secret, source: 'paste', url: paste })),
    { key: twice.secret, source: 'gist', url: gist },
    { key: twice.secret, source: 'paste', url: paste },
  ];
  const answer = await keywatch.post('/v1/leaks', token, { leaks });
  expect(await codes()).toEqual(['SUSPENDED']);
  const outcomes = (answer.body as { leaks: { keyId: string; outcome: string }[] }).leaks;
  expect(outcomes.map(({ keyId }) => keyId)).toEqual([
    ...made.map(({ key }) => key.id),
    twice.key.id,
    twice.key.id,
  ]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    ...made.map(() => 'SUSPENDED'),
    'SUSPENDED',
    'KNOWN',
  ]);

  const after = await versions();
  for (const { key } of made) expect(after.get(key.id)).toBe((before.get(key.id) ?? 0) + 1);
  const perKey = await sql(
    keywatch.databaseUrl,
    `SELECT DISTINCT (SELECT count(*)::int FROM alerts WHERE key_id = k.id AND kind = 'leak' AND state = 'OPEN') AS alerts,
       (SELECT count(*)::int FROM containments WHERE active_key = k.id AND alert_id IS NOT NULL) AS containments,
       (SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE target_id = k.id::text) AS audit,
       (SELECT string_agg(event_type, ' ' ORDER BY seq) FROM deliveries WHERE payload LIKE '%' || k.id || '%') AS events
     FROM keys k WHERE id = ANY ($1)`,
    [made.slice(1).map(({ key }) => key.id)],
  );
  expect(perKey).toEqual([
    {
      alerts: 1,
      containments: 1,
      audit: 'key.contained key.created key.leaked',
      events: 'alert.opened key.contained key.leaked',
    },
  ]);
  const ofTwice = ((await auditOf(keywatch, twice.key.id)) as { action: string }[]).map(
    ({ action }) => action,
  );
  expect(ofTwice.sort()).toEqual(['key.contained', 'key.created', 'key.leaked', 'key.leaked']);
  const again = await keywatch.post('/v1/leaks', token, { leaks });
  const { leaks: told } = again.body as { leaks: { outcome: string }[] };
  expect(told.every(({ outcome }) => outcome === 'KNOWN')).toBe(true);
});

test('the patterns of a workspace find its keys, as a query and as files for scanners', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { workspaceId, token } = await seedTenant(keywatch);
  const own = success(await ask(keywatch, CreateKey, { workspaceId, name: 'own' }, token)).secret;
  await sql(keywatch.databaseUrl, "UPDATE workspaces SET key_format = 'acme_{secret:40}' WHERE id = $1", [
    workspaceId,
  ]);
  const acme = success(await ask(keywatch, CreateKey, { workspaceId, name: 'acme' }, token)).secret;
  const patterns = await ask(keywatch, LeakPatterns, { workspaceId }, token);
  expect(patterns.map(({ format }) => format)).toEqual(['kw_{env}_{secret}', 'acme_{secret:40}']);
  for (const secret of [own, acme]) {
    const found = patterns.filter(
      ({ standaloneRegex }) => new RegExp(standaloneRegex).exec(`k=${secret};`)?.[1] === secret,
    );
    expect(found).toHaveLength(1);
  }
  const download = async (query: string) => {
    const response = await fetch(new URL(`/api/leak-patterns?${query}`, keywatch.url), {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, text: await response.text() };
  };
  const asked = `workspaceId=${workspaceId}`;
  expect((await download(`${asked}&format=gitleaks`)).text).toContain('id = "keywatch-acme-secret-40"');
  expect((await download(`${asked}&format=github`)).text).toContain('/v1/leaks/github');
  expect(await download(`${asked}&format=other`)).toMatchObject({ status: 400 });
  const foreign = await seedTenant(keywatch);
  expect(await download(`workspaceId=${foreign.workspaceId}&format=github`)).toMatchObject({ status: 404 });
});
